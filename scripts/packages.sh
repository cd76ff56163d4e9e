# Sourced by the scripts that see to a system package: `install_packages NAME REQUIREMENT PACKAGES`.
# Asks nothing: where it may not install something it says what is missing, and the script fails
# only if WHEREAS_REQUIRE names the requirement.

give_up() { # NAME REQUIREMENT MESSAGE
    echo "$1: $3" >&2
    case ",${WHEREAS_REQUIRE:-}," in
        *,"$2",*) exit 1 ;;
        *) exit 0 ;;
    esac
}

install_packages() { # NAME REQUIREMENT PACKAGE...
    name=$1
    requirement=$2
    shift 2
    command -v apt-get >/dev/null 2>&1 ||
        give_up "$name" "$requirement" "missing, and there is no apt-get: apt install $*"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif sudo -n true >/dev/null 2>&1; then
        as_root="sudo -n"
    else
        give_up "$name" "$requirement" "only root may install what is missing: apt install $*"
    fi
    echo "$name: installing $*"
    { apt_get update && apt_get install -y --no-install-recommends "$@"; } >&2 ||
        give_up "$name" "$requirement" "could not be installed: apt install $*"
}

apt_get() {
    # shellcheck disable=SC2086 # no word or two, on purpose
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@" </dev/null
}
