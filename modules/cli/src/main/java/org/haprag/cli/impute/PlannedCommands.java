package org.haprag.cli.impute;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haprag.imputation.RunEstimate;

/** The command lines by which a planned run is started, here or on many machines. */
final class PlannedCommands {
    /** Room that a job is given above what it is estimated to take: more than the estimate is off. */
    private static final double ROOM = 1.25;

    private final List<String> arguments;
    private final int chunks;
    private final int chunkGb;
    private final int executorGb;
    private final int threads;

    /**
     * @param arguments options of {@code impute} but for the output
     * @param chunks pieces of whole windows
     * @param estimate whose memory they are given
     * @param threads of each piece
     */
    PlannedCommands(List<String> arguments, int chunks, RunEstimate estimate, int threads) {
        this.arguments = arguments;
        this.chunks = chunks;
        this.chunkGb = (int) Math.ceil(ROOM * estimate.processBytes() * 1e-9);
        this.executorGb = (int) Math.ceil(estimate.executorBytes() * 1e-9);
        this.threads = threads;
    }

    /** Without what only {@code plan} takes, and without what goes by the way of running. */
    static List<String> withoutOwn(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.matches("--(seconds|cores|threads)")) i++;
            else if (!argument.matches("--(seconds|cores|threads)=.*|plan")) kept.add(argument);
        }
        return kept;
    }

    void print(PrintWriter out) {
        String options =
                String.join(" ", arguments.stream().map(PlannedCommands::quoted).toList());
        out.printf("%none machine:%n  imputer impute %s --out out.vcf.gz%n", options);
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
        out.printf(
                Locale.ROOT,
                "%nSpark:%n  spark-submit --master spark://HOST:7077 --executor-cores %d --executor-memory %dg --class"
                        + " org.haprag.spark.ImputeJob imputer.jar %s --out out.vcf.gz%n",
                threads,
                executorGb,
                options);
    }

    /** As a shell reads it. */
    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
