#!/usr/bin/env bash
# hostile.sh [FILES [SEED]]: damaged files of every kind that the program reads (VCF, BCF, PLINK, BED, map, configuration, .hpanel,
# weights, list of sexes), in one process. Each run must end with 0 or 2, soon, without a stack trace. Needs Maven.
set -eu
cd "$(dirname "$0")/.."
mvn -o -q -Djacoco.skip test -pl modules/cli -am -Dtest=HostileCorpusTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dhaprag.hostile="${1:-10000}" -Dhaprag.hostile.seed="${2:-1}"
column -t modules/cli/target/hostile.tsv
