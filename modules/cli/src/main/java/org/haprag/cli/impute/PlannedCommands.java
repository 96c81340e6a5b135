package org.haprag.cli.impute;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haprag.imputation.RunEstimate;
import org.haprag.io.ContigFiles;

/** The command lines by which a planned run is started, here or on many machines. */
final class PlannedCommands {
    /** Room that a job is given above what it is estimated to take: more than the estimate is off. */
    private static final double ROOM = 1.25;

    private final List<String> arguments;
    private final ImputationOptions what;
    private final List<String> contigs;
    private final int chunks;
    private final int chunkGb;
    private final int executorGb;
    private final int threads;

    /**
     * @param arguments options of {@code impute} but for the output
     * @param what the same, parsed
     * @param contigs that are imputed
     * @param chunks pieces of whole windows
     * @param estimate whose memory they are given
     * @param threads of each piece
     */
    PlannedCommands(
            List<String> arguments,
            ImputationOptions what,
            List<String> contigs,
            int chunks,
            RunEstimate estimate,
            int threads) {
        this.arguments = arguments;
        this.what = what;
        this.contigs = contigs;
        this.chunks = chunks;
        this.chunkGb = (int) Math.ceil(ROOM * estimate.processBytes() * 1e-9);
        this.executorGb = (int) Math.ceil(estimate.executorBytes() * 1e-9);
        this.threads = threads;
    }

    /** Without what only {@code plan} takes, and without what goes by the way of running. */
    static List<String> withoutOwn(List<String> arguments) {
        return without("seconds|cores|threads", arguments);
    }

    /** @param names of options that take a value, as a pattern */
    private static List<String> without(String names, List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.matches("--(" + names + ")")) i++;
            else if (!argument.matches("--(" + names + ")=.*|plan")) kept.add(argument);
        }
        return kept;
    }

    void print(PrintWriter out) {
        String options = line(arguments);
        out.printf("%none machine:%n  imputer impute %s --out out.vcf.gz%n", options);
        if (what.windows().chunkLine().isEmpty()) {
            slurm(options, out);
            nextflow(out);
        }
        out.printf(
                Locale.ROOT,
                "%nSpark:%n  spark-submit --master spark://HOST:7077 --executor-cores %d --executor-memory %dg --conf"
                        + " spark.executor.extraJavaOptions='-XX:+Use%sGC -XX:MaxNewSize=384m' --class"
                        + " org.haprag.spark.ImputeJob local:/shared/imputer.jar %s --out out.vcf.gz%n",
                threads,
                executorGb,
                threads == 1 ? "Serial" : "Parallel",
                options);
    }

    private void slurm(String options, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%na Slurm array of %d:%n  sbatch --wait --array=1-%d --cpus-per-task=%d --mem=%dG --wrap 'imputer impute %s --chunk"
                        + " $SLURM_ARRAY_TASK_ID/%d --threads %d --out chunk$SLURM_ARRAY_TASK_ID.vcf.gz'%n"
                        + "  imputer ligate $(printf 'chunk%%d.vcf.gz ' $(seq %d)) --out out.vcf.gz%n",
                chunks,
                chunks,
                threads,
                chunkGb,
                options,
                chunks,
                threads,
                chunks);
    }

    private void nextflow(PrintWriter out) {
        out.printf("%nNextflow%s:%n", what.region().isPresent() ? ", whole contigs" : "");
        sheet("targets.csv", "sample,file", List.of("targets," + what.target().target()), out);
        sheet("panels.csv", "chr,vcf", ofContigs("--panel", what.target().panel()), out);
        what.map().ifPresent(map -> sheet("maps.csv", "chr,map", ofContigs("--map", map), out));
        List<String> further = without("panel|target|map|region", arguments);
        out.printf(
                Locale.ROOT,
                "  nextflow run workflows/nextflow -profile slurm --input targets.csv --panel panels.csv%s --chunks_a_chr %d%s%n",
                what.map().isPresent() ? " --map maps.csv" : "",
                (chunks + contigs.size() - 1) / contigs.size(),
                further.isEmpty() ? "" : " --impute_args=" + quoted(line(further)));
    }

    private List<String> ofContigs(String option, Path file) {
        ContigFiles files = new ContigFiles(option, file);
        return contigs.stream()
                .map(contig -> contig + "," + (files.pattern() ? files.toWrite(contig) : file))
                .toList();
    }

    private static void sheet(String name, String header, List<String> lines, PrintWriter out) {
        String cells =
                String.join(" ", lines.stream().map(PlannedCommands::quoted).toList());
        out.printf("  printf '%%s\\n' %s %s >%s%n", header, cells, name);
    }

    private static String line(List<String> arguments) {
        return String.join(" ", arguments.stream().map(PlannedCommands::quoted).toList());
    }

    /** As a shell reads it. */
    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
