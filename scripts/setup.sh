# Sourced by the scripts beside it: goes to the top of the repository and offers what prepares the machine.
# Every message goes to stderr; nothing asks a question.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
export PIP_COMPILE=0  # Python compiles what it imports, which is a small part of what is installed
unset PYTHONPATH PYTHONHOME
unset PYTHONDONTWRITEBYTECODE  # what the processes of the tests import is compiled once and not by each of them
# For pytest: two processes take the tests in a row, so that what the tests of a file share is mostly made once.
side_by_side=(-n 2 --dist worksteal)

say() { printf '%s\n' "$@" >&2; }
stop() { say "error: $1" ${2:+"  $2"}; exit 1; }

# install_system_packages NAME...: by apt-get, as root or through a sudo that needs no password; fails where neither is.
install_system_packages() {
    local root=()
    command -v apt-get >/dev/null || return 1
    [[ $(id -u) == 0 ]] || { root=(sudo -n); sudo -n true 2>/dev/null || return 1; }
    say "installing $* on this machine"
    "${root[@]}" apt-get update -q >&2 </dev/null
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 </dev/null
}

# usable PATH: whether this Python is recent enough, can make an environment, and has an SQLite with STRICT tables.
usable() {
    "$1" -c 'import ensurepip, sqlite3, sys, venv
sys.exit(sys.version_info < (3, 11) or sqlite3.sqlite_version_info < (3, 37))' >/dev/null 2>&1
}

# find_python NAME...: sets PYTHON to the first usable one of that name on the path; fails if there is none.
find_python() {
    local path
    for path in $(type -aP "$@" 2>/dev/null); do
        if usable "$path"; then PYTHON=$("$path" -c 'import sys; print(sys.executable)'); return; fi
    done
    return 1
}

newest_python() { find_python python3.13 || find_python python3.12 || find_python python3.11 || find_python python3; }
oldest_python() { find_python python3.11 || find_python python3.12 || find_python python3.13 || find_python python3; }

# environment FOLDER PYTHON PIP-ARGUMENT...: FOLDER is a virtual environment in which pip has installed the arguments.
# It is made anew when pyproject.toml, claims/__init__.py (the version), the Python or the place of the checkout has
# changed, else used as it is.
environment() {
    local folder=$1 python=$2 made
    shift 2
    made="$(cat pyproject.toml claims/__init__.py | cksum) $python $("$python" --version) $PWD"
    if [[ ! -f $folder/installed || $(head -n 1 "$folder/installed") != "$made" ]]; then
        say "making $folder with $("$python" --version), which can take a minute"
        "$python" -m venv --clear "$folder" || stop "$python cannot make the environment $folder"
        echo "$made" >"$folder/installed"
    fi
    grep -qxF -e "$*" "$folder/installed" && return
    "$folder/bin/python" -m pip install -q "$@" </dev/null ||
        stop "pip could not install $* into $folder" "its own words are above; is there a network?"
    echo "$*" >>"$folder/installed"
}

# set_up WHAT: makes .venv and installs the checkout there, as "." or with extras as ".[dev]".
set_up() {
    newest_python || { install_system_packages python3 python3-venv && newest_python; } || stop \
        "no Python of at least 3.11 that can make virtual environments (with SQLite of at least 3.37)" \
        "on Debian or Ubuntu: apt-get install python3 python3-venv"
    environment .venv "$PYTHON" -e "$1"
}

# set_up_poppler: pdftotext, for the tests of right-to-left PDF files, which are skipped where it is not.
set_up_poppler() {
    command -v pdftotext >/dev/null || install_system_packages poppler-utils ||
        say "without pdftotext the tests of right-to-left PDF files are skipped: apt-get install poppler-utils"
}

# set_up_browser: a Chromium, and fonts for Arabic and Chinese, for the tests marked "browser".
set_up_browser() {
    local fonts missing=()
    fonts=$(fc-list 2>/dev/null || true)
    command -v chromium >/dev/null || missing+=(chromium)
    [[ $fonts == *NotoSansArabic* ]] || missing+=(fonts-noto-core)
    [[ $fonts == *NotoSansCJK* ]] || missing+=(fonts-noto-cjk)
    [[ ${#missing[@]} == 0 ]] || install_system_packages "${missing[@]}" || stop \
        "the browser tests need ${missing[*]}, which only root can install" \
        "apt-get install ${missing[*]}, or leave these tests out: scripts/test -m 'not browser'"
}

# set_up_compiler PYTHON: a C compiler and the headers of this Python; fails where they are not and cannot be installed.
set_up_compiler() {
    local headers missing=()
    headers=$("$1" -c 'import sysconfig; print(sysconfig.get_path("include"))')
    command -v gcc >/dev/null || missing+=(gcc libc6-dev)
    [[ -f $headers/Python.h ]] || missing+=("$("$1" -c 'import sys; print("python%d.%d-dev" % sys.version_info[:2])')")
    [[ ${#missing[@]} == 0 ]] || install_system_packages "${missing[@]}"
}
