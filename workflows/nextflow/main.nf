#!/usr/bin/env nextflow
// Imputes sample sheets of targets with HapRAG: panel -> chunks -> impute (which phases, too) -> ligate -> report.
// docs/cluster.md says how to run it. Parameters have the names of nf-core/phaseimpute where they mean the same.
nextflow.enable.dsl = 2

def usage() {
    """
    nextflow run workflows/nextflow --input SHEET.csv --panel PANEL.csv --outdir DIR [-profile standard|slurm|docker|spark] [-resume]
      --input         CSV with columns sample,file: a name for each file of targets (VCF or BCF; .tbi or .csi beside it)
      --panel         CSV with columns chr,vcf: a phased panel of each contig (VCF, BCF or .hpanel); one file may have several
      --map           CSV with columns chr,map: a genetic map of each contig. Default: 1 cM/Mb
      --input_truth   CSV with columns sample,file: true genotypes, to evaluate what was imputed, all contigs in one table;
                      several lines of a sample are parts. Default: none
      --outdir        folder for what is imputed
      --chunks_a_chr  pieces that a contig is imputed in. Default: 4
      --impute_args   further options of 'imputer impute', such as '--model none'
    """.stripIndent()
}

/** The panel in a form that opens many times faster: all pieces read it. */
process PANEL {
    tag "$chr"
    label 'process_low'

    input:
    tuple val(chr), path(panel, stageAs: 'given/*')

    output:
    tuple val(chr), path("panel.${chr}.hpanel")

    script:
    "imputer panel --vcf $panel --region $chr --out panel.${chr}.hpanel --threads $task.cpus"

    stub:
    "touch panel.${chr}.hpanel"
}

/** One piece of whole windows. */
process IMPUTE {
    tag "$id $chr $piece/$pieces"
    label 'process_high'

    input:
    tuple val(id), val(chr), val(piece), val(pieces), path(target), path(panel), path(map)

    output:
    tuple val(id), val(chr), val(piece), path("piece${piece}.vcf.gz"), path("piece${piece}.vcf.gz.run.json")

    script:
    def with_map = map ? "--map $map" : ''
    """
    imputer impute --panel $panel --target $target $with_map --region $chr $params.impute_args \\
        --chunk $piece/$pieces --threads $task.cpus --no-report --out piece${piece}.vcf.gz
    """

    stub:
    "touch piece${piece}.vcf.gz piece${piece}.vcf.gz.run.json"
}

/** A contig by a Spark cluster. */
process IMPUTE_SPARK {
    tag "$id $chr"
    label 'process_high'
    publishDir params.outdir, mode: 'copy'

    input:
    tuple val(id), val(chr), path(target), path(panel), path(map)

    output:
    tuple val(id), val(chr), path("${id}.${chr}.vcf.gz"), path("${id}.${chr}.vcf.gz.tbi")

    script:
    def with_map = map ? "--map $map" : ''
    """
    spark-submit $params.spark_args --class org.haprag.spark.ImputeJob $params.jar --panel \$PWD/$panel --target \$PWD/$target \\
        ${with_map} --region $chr $params.impute_args --out \$PWD/${id}.${chr}.vcf.gz
    """

    stub:
    "touch ${id}.${chr}.vcf.gz ${id}.${chr}.vcf.gz.tbi"
}

/** The pieces of a contig as one file. */
process LIGATE {
    tag "$id $chr"
    label 'process_low'
    publishDir params.outdir, mode: 'copy'

    input:
    tuple val(id), val(chr), path(pieces)

    output:
    tuple val(id), val(chr), path("${id}.${chr}.vcf.gz"), path("${id}.${chr}.vcf.gz.tbi")

    script:
    "imputer ligate ${pieces.join(' ')} --out ${id}.${chr}.vcf.gz --threads $task.cpus"

    stub:
    "touch ${id}.${chr}.vcf.gz ${id}.${chr}.vcf.gz.tbi"
}

/** What was imputed against the truth: all contigs as parts of one, in one table. */
process REPORT {
    tag "$id"
    label 'process_medium'
    publishDir params.outdir, mode: 'copy'

    input:
    tuple val(id), path(imputed), path(truth, stageAs: 'truth*/*')
    path panels

    output:
    path "evaluation.${id}"

    script:
    def parts = [imputed].flatten().collect { "--imputed haprag=$it" }.join(' ')
    "imputer evaluate --truth $truth --panel 'panel.{}.hpanel' $parts --out evaluation.${id}"

    stub:
    "mkdir evaluation.${id}"
}

def sheet(String name, value, List columns) {
    if (!file(value).exists()) error "--$name: $value is not there"
    Channel.fromPath(value).splitCsv(header: true).map { row ->
        columns.each { if (!row[it]) error "--$name: a line of $value has no $it, found $row. Fix: give the columns ${columns.join(',')}" }
        tuple(row[columns[0]], file(row[columns[1]], checkIfExists: true))
    }
}

workflow {
    if (params.help) { log.info usage(); return }
    if (!params.input || !params.panel) error "--input and --panel are needed\n${usage()}"
    if (!(params.chunks_a_chr.toString() ==~ /[1-9][0-9]*/)) error "--chunks_a_chr is a number of 1 or more, found $params.chunks_a_chr"

    targets = sheet('input', params.input, ['sample', 'file'])
    panels = PANEL(sheet('panel', params.panel, ['chr', 'vcf']))
    maps = params.map ? sheet('map', params.map, ['chr', 'map']) : panels.map { chr, panel -> tuple(chr, []) }

    work = targets.combine(panels.join(maps, failOnMismatch: true)).map { id, target, chr, panel, map -> tuple(id, chr, target, panel, map) }

    if (params.engine == 'spark') {
        whole = IMPUTE_SPARK(work)
    } else {
        pieces = params.chunks_a_chr as int
        imputed = IMPUTE(work.flatMap { id, chr, target, panel, map ->
            (1..pieces).collect { piece -> tuple(id, chr, piece, pieces, target, panel, map) }
        })
        whole = LIGATE(imputed
            .map { id, chr, piece, vcf, record -> tuple(groupKey([id, chr], pieces), piece, vcf) }
            .groupTuple()
            .map { key, numbers, vcfs -> tuple(key[0], key[1], [numbers, vcfs].transpose().sort { it[0] }.collect { it[1] }) })
    }
    if (params.input_truth) {
        truths = sheet('input_truth', params.input_truth, ['sample', 'file']).groupTuple()
        REPORT(whole.map { id, chr, vcf, index -> tuple(id, vcf) }.groupTuple(sort: { it.name }).join(truths), panels.map { chr, panel -> panel }.toSortedList { it.name })
    }
}
