#!/usr/bin/env bash
# Makes the release in target/release: a folder haprag-VERSION and the same as .tar.gz. Needs what a build needs, nothing else.
#   ./release.sh
set -euo pipefail

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
mvn -B --no-transfer-progress -q -Prelease -DskipTests package -pl modules/cli -am
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)
name=haprag-$version
folder=target/release/$name
rm -rf target/release
mkdir -p "$folder"

cp modules/cli/target/imputer.jar imputer LICENSE NOTICE THIRD-PARTY-NOTICES CITATION.cff CHANGELOG.md "$folder/"
cp modules/cli/target/imputer.cdx.json "$folder/"
cp -r docs configs data-schemas "$folder/"
rm -r "$folder/docs/development"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp modules/cli/target/imputer.jar org.haprag.cli.ReleaseFiles "$folder"
cat >"$folder/README.txt" <<END
HapRAG $version imputes genotypes. It needs Linux on x86_64 and Java 17 or newer.

  ./imputer doctor               checks this machine
  ./imputer impute --help        options and an example
  man -M man imputer-impute      the same as a manual page, one per command
  source completion/imputer      completes commands and options in bash
  sha256sum -c SHA256SUMS        checks the files

docs/             input, output, phasing, metrics, troubleshooting
imputer.cdx.json  all libraries in imputer.jar (SBOM, CycloneDX); their licences are in THIRD-PARTY-NOTICES
END
(cd "$folder" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)

# The same files give the same archive.
when=$(git log -1 --format=%ct 2>/dev/null || echo 0)
tar --sort=name --mtime="@$when" --owner=0 --group=0 --numeric-owner -C target/release -cf - "$name" | gzip -n >"target/release/$name.tar.gz"
(cd target/release && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
printf '%s\n' "$folder" "target/release/$name.tar.gz"
