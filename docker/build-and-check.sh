#!/usr/bin/env bash
# Builds both images where there is no Docker engine, and checks them. Needs root, Debian or Ubuntu, 30 GB of disk, and the
# network for Debian's packages and Maven Central; installs buildah, podman and debootstrap if they are missing.
#   usage: docker/build-and-check.sh
# Environment: WORK, folder for everything that it makes (/var/tmp/haprag-docker; removed at the end);
#   KEEP=1 keeps it, images and all, for a faster second run; STORAGE_DRIVER, overlay or, where that does not work, vfs (slower,
#   and needs twice the disk); STEPS, training steps of the demo (2).
# The base image is made with debootstrap, so that nothing is asked of a container registry.
set -euo pipefail

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${WORK:-/var/tmp/haprag-docker}
base=docker.io/library/debian:bookworm-slim
revision=$(git -C "$repo" rev-parse --short=10 HEAD 2>/dev/null || echo unknown)
failures=0

say() { printf '\n==== %s ====\n' "$*"; }
ok() { printf 'ok    %s\n' "$*"; }
fail() { printf 'FAIL  %s\n' "$*"; failures=$((failures + 1)); }
die() { printf 'build-and-check: %s\n' "$*" >&2; exit 2; }

# Runs a command, shows its output, and holds its exit code and a line of the output against what is expected.
# $1 what is shown; $2 exit code; $3 regular expression; then the command
expect() {
    local what=$1 code=$2 pattern=$3 found=0 log=$work/check.log
    shift 3
    say "$what"
    "$@" >"$log" 2>&1 || found=$?
    tail -n 40 "$log"
    if [[ $found != "$code" ]]; then
        fail "$what: exit code $found, not $code"
    elif ! grep -Eq -- "$pattern" "$log"; then
        fail "$what: the output has no line like '$pattern'"
    else
        ok "$what"
    fi
}

install_tools() {
    local missing=() tool
    for tool in buildah podman debootstrap; do command -v "$tool" >/dev/null || missing+=("$tool"); done
    ((${#missing[@]} == 0)) && return
    say "installing ${missing[*]}"
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
}

# Images and containers of our own, apart from whatever else is on this machine.
prepare_storage() {
    mkdir -p "$work/tmp"
    printf '[storage]\ndriver = "%s"\ngraphroot = "%s/storage"\nrunroot = "%s/run"\n' \
        "${STORAGE_DRIVER:-overlay}" "$work" "$work" >"$work/storage.conf"
    unset STORAGE_DRIVER
    export CONTAINERS_STORAGE_CONF=$work/storage.conf TMPDIR=$work/tmp BUILDAH_ISOLATION=chroot BUILDAH_FORMAT=docker
}

# Maven's cache mount lies here; what this machine's Maven has already is linked, not downloaded again.
seed_maven_cache() {
    local cache=$TMPDIR/buildah-cache
    mkdir -p "$cache/haprag-m2"
    ln -sfn buildah-cache "$cache-$(id -u)" # newer versions of buildah name it so
    [[ -d $HOME/.m2/repository && ! -d $cache/haprag-m2/repository ]] || return 0
    cp -al "$HOME/.m2/repository" "$cache/haprag-m2/" 2>/dev/null || {
        rm -rf "$cache/haprag-m2/repository"
        cp -a "$HOME/.m2/repository" "$cache/haprag-m2/"
    }
}

make_base() {
    podman image exists "$base" && return
    say "debian:bookworm-slim by debootstrap"
    local tree=$work/base
    rm -rf "$tree"
    debootstrap --variant=minbase bookworm "$tree" http://deb.debian.org/debian >"$work/debootstrap.log" ||
        die "debootstrap failed; see $work/debootstrap.log"
    # As Debian's own slim image: no documentation, with updates and security.
    rm -rf "$tree"/usr/share/{doc,man,locale,info}/* "$tree"/var/cache/apt/archives/*.deb "$tree"/var/lib/apt/lists/*
    printf 'path-exclude /usr/share/%s/*\n' doc man locale info >"$tree/etc/dpkg/dpkg.cfg.d/slim"
    {
        printf 'deb http://deb.debian.org/debian %s main\n' bookworm bookworm-updates
        printf 'deb http://deb.debian.org/debian-security bookworm-security main\n'
    } >"$tree/etc/apt/sources.list"
    tar -C "$tree" --one-file-system -c . | podman import --quiet - "$base" >/dev/null
    rm -rf "$tree"
    ok "imported as $base"
}

build() { # $1 target
    say "building target $1"
    local arguments=(--layers --pull-never --target "$1" --tag "haprag:$1" --build-arg "REVISION=$revision") trust=/etc/ssl/certs/java/cacerts
    # A network may have a certificate authority of its own: Maven trusts what this machine's Java trusts.
    [[ ! -f $trust ]] || arguments+=(--secret "id=truststore,src=$trust"
        --build-arg MAVEN_OPTS=-Djavax.net.ssl.trustStore=/run/secrets/truststore)
    local log=$work/build-$1.log started=$SECONDS
    buildah bud "${arguments[@]}" "$repo" >"$log" 2>&1 || { tail -n 40 "$log"; die "the build of $1 failed; see $log"; }
    grep -E '^(STEP|ok |warn|fail|HapRAG)' "$log" | tail -n 25
    ok "$1 built in $((SECONDS - started)) s"
}

# Runs a command in an image as `docker run --network none --read-only --tmpfs /tmp` would: no network, a read-only root, a /tmp
# that forbids executables, the image's user and environment. The repository's examples are at /mnt.
sealed() { # $1 image; then the command
    local image=$1 container root environment
    shift
    container=$(buildah from --pull-never "$image")
    root=$(buildah mount "$container")
    mapfile -t environment < <(buildah inspect --type image --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$image" | sed '/^$/d')
    local code=0
    unshare --mount --net --pid --fork bash -euc '
        root=$1 examples=$2; shift 2
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount --bind -o ro "$examples" "$root/mnt"
        mount -t tmpfs -o noexec,nosuid,nodev,mode=1777 tmpfs "$root/tmp"
        mount -o remount,bind,ro "$root"
        exec chroot --userspec=10001:10001 "$root" env -i "$@"' _ "$root" "$repo/examples" "${environment[@]}" "$@" || code=$?
    buildah rm "$container" >/dev/null
    return "$code"
}

# buildah's own way to run a command in a container, cut off from the network.
offline_run() { # $1 image; then the command
    local image=$1 container code=0
    shift
    container=$(buildah from --pull-never "$image")
    unshare --net buildah run "$container" -- "$@" || code=$?
    buildah rm "$container" >/dev/null
    return "$code"
}

# Every library of the image against its dependencies. Its own folder is searched too, and libtorch's: DJL and JavaCPP load what
# lies there in the order of dependence.
unresolved() { # $1 image; prints "library: dependency" for each that does not resolve
    sealed "$1" sh -c 'for library in $(find /opt/haprag -name "*.so*"); do
        LD_LIBRARY_PATH=$LD_LIBRARY_PATH:/opt/haprag/libtorch:$(dirname "$library") ldd "$library" | sed -n "s#^[[:space:]]*\(.*\) => not found#$library: \1#p"; done;
        echo "libraries looked at: $(find /opt/haprag -name "*.so*" | wc -l)"'
}

no_unresolved() { # $1 image; $2 regular expression of dependencies that may be missing
    local found
    found=$(unresolved "$1")
    printf '%s\n' "$found"
    ! grep -v '^libraries looked at: [1-9]' <<<"$found" | grep -Evq ": ($2)\$"
}

check_cpu() {
    expect 'cpu: buildah run does the demo offline' 0 '^Done in' \
        offline_run haprag:cpu imputer demo --steps "${STEPS:-2}" --out /tmp/demo
    expect 'cpu: doctor on a read-only root, as another user than root' 0 '^HapRAG can work here' \
        sealed haprag:cpu imputer doctor
    expect 'cpu: the demo on a read-only root, with nothing executable in /tmp' 0 '^ND4J loaded from: /opt/haprag' \
        sealed haprag:cpu sh -ec 'imputer demo --steps 1 --out /tmp/demo | grep ^Done
            echo "ND4J loaded from: $(ls -l /tmp/javacpp/natives | sed -n "s/.*libgfortran.* -> //p")"
            du -s /tmp/* | sed "s/^/left in \/tmp, kB: /"'
    expect "cpu: Intel's deflater loads" 0 'calling init: /opt/haprag/natives/libgkl_compression.so' \
        sealed haprag:cpu sh -c 'LD_DEBUG=files imputer mask --vcf /mnt/1kg_eur_chr20.vcf.gz --sites /mnt/array_sites.txt \
            --out /tmp/target.vcf.gz 2>&1 | grep -E "calling init: /opt|^wrote|sites"'
    expect 'cpu: every library resolves' 0 'looked at: [1-9]' no_unresolved haprag:cpu none
    expect 'cpu: a user, a health check and labels' 0 'haprag .*imputer doctor.*Apache-2.0' \
        buildah inspect --type image --format '{{.Docker.Config.User}} {{.Docker.Config.Healthcheck.Test}} {{.Docker.Config.Labels}}' haprag:cpu
}

check_cuda() {
    local train=(imputer train --vcf /mnt/1kg_eur_chr20.vcf.gz --map /mnt/chr20.b37.gmap.gz --region 20:1000000-2000000
        --init random --steps 1 --out /tmp/model.safetensors)
    expect 'cuda: doctor on a machine without a GPU says so' 0 'GPU +none in this machine; the CPU is used' \
        sealed haprag:cuda imputer doctor
    expect 'cuda: it is the CUDA engine that loads' 0 'calling init: .*/libtorch_cuda.so' \
        sealed haprag:cuda sh -c 'LD_DEBUG=files imputer doctor 2>&1 | grep -E "calling init: .*/lib(torch|c10|cudart|cublas|djl|cudnn.so)"'
    expect 'cuda: train --device auto takes a step on the CPU' 0 'device: CPU \(auto' sealed haprag:cuda "${train[@]}"
    expect 'cuda: train --device gpu:0 without a GPU is refused' 2 'there is no such GPU' sealed haprag:cuda "${train[@]}" --device gpu:0
    expect "cuda: every library resolves except the driver's" 0 'looked at: [1-9]' no_unresolved haprag:cuda 'libcuda\.so\.1'
}

finish() {
    [[ ${KEEP:-} == 1 ]] && { printf 'kept: %s\n' "$work"; return; }
    buildah rm --all >/dev/null 2>&1 || true
    podman rmi --all --force >/dev/null 2>&1 || true
    umount "$work/storage/overlay" 2>/dev/null || true # the bind mount that the overlay driver leaves
    rm -rf "$work"
}

[[ $(id -u) == 0 ]] || die 'needs root. Fix: run it with sudo'
install_tools
prepare_storage
trap finish EXIT
seed_maven_cache
make_base
build cuda # first: buildah builds every stage before the target, and cpu is the last
build cpu
check_cpu
check_cuda
say 'sizes'
podman images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | grep -E 'haprag:|debian:'
say "$failures checks failed"
((failures == 0))
