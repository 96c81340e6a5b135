package org.haprag.cli.impute;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.ThreadsOption;
import org.haprag.genotype.InputException;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.Genome;
import org.haprag.imputation.ImputationCosts;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.Imputer;
import org.haprag.imputation.MethodRecipe;
import org.haprag.imputation.ModelSource;
import org.haprag.imputation.RunEstimate;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.OutputField;
import org.haprag.io.RunRecorder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imputer plan}: what a run would take, and how it is spread over many machines. */
@Command(
        name = "plan",
        description =
                "Tells what 'impute' would take: windows, memory, processor hours and the size of its output. Reads panel and"
                        + " targets, then imputes a part of them for --seconds to measure. Prints the command lines for one"
                        + " machine, a Slurm array, Spark and Nextflow. Writes nothing.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer plan --panel panel.chr20.hpanel --target array.chr20.vcf.gz --map chr20.map.gz --cores 64"
        })
public final class PlanCommand implements Callable<Integer> {
    /** Processor time over wall time and threads, where all goes well. */
    private static final double BUSY = .9;

    private static final double GB = 1e9;

    private static final double MB = 1e6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ImputationOptions what;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--seconds",
            defaultValue = "120",
            paramLabel = "S",
            description =
                    "How long to measure; less than 30 seconds tell little, as Java is still getting faster. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "Cores that the work is spread over. Default: --threads.")
    private Integer cores;

    @Mixin
    private ThreadsOption threads;

    @Override
    public Integer call() throws IOException {
        check();
        threads.limitParallelStreams();
        try (Genome genome = new Imputer(request(), RunRecorder.SILENT).open()) {
            ImputationPlan plan = genome.next().orElseThrow().plan();
            ImputationCosts costs = measure(plan, genome.contigs());
            int haplotypes = plan.panelHaplotypes();
            Imputer.Imputed size = Imputer.Imputed.NOTHING.and(plan);
            RunEstimate alone = estimate(plan, costs);
            Set<String> contigs = new LinkedHashSet<>(List.of(plan.contig()));
            double before = ImputationCosts.used();
            for (Optional<Genome.PlannedStretch> next = genome.next(); next.isPresent(); next = genome.next()) {
                size = size.and(next.get().plan());
                contigs.add(next.get().plan().contig());
                alone = alone.and(estimate(next.get().plan(), costs), ImputationCosts.used() - before);
                before = ImputationCosts.used();
            }
            tell(size, List.copyOf(contigs), haplotypes, costs, alone);
        }
        return 0;
    }

    private RunEstimate estimate(ImputationPlan plan, ImputationCosts costs) {
        return RunEstimate.of(plan, costs, what.usesNetwork(), Integer.MAX_VALUE);
    }

    private ImputeRequest request() {
        return what.request(
                EmpiricalR2.NONE, new ImputeRequest.Working(Path.of("unused"), Optional.empty()), threads.count());
    }

    private ImputationCosts measure(ImputationPlan plan, List<ContigLine> contigs) throws IOException {
        Set<OutputField> fields = format.fields();
        MethodRecipe recipe = what.usesNetwork()
                ? MethodRecipe.network(
                        what.model(), ModelSource.load(RunRecorder.SILENT, "model", what.model()), "auto")
                : what.retrieval().recipe();
        try (MethodRecipe.Made made = recipe.fittedTo(plan, RunRecorder.SILENT).make()) {
            return ImputationCosts.measure(
                    plan,
                    made.method(),
                    threads.count(),
                    samples -> new ImputedVcfHeader(samples, contigs, List.of(), fields),
                    Path.of(System.getProperty("java.io.tmpdir")),
                    seconds);
        }
    }

    private void check() {
        what.check();
        format.fields();
        if (!(seconds > 0 && seconds < 1e5)) {
            throw new InputException(
                    "--seconds", "the value is out of range", seconds + "", "a number above 0", "change it");
        }
        if (cores != null && cores < 1) {
            throw new InputException("--cores", "the value is out of range", cores + "", "1 or more", "change it");
        }
    }

    private void tell(
            Imputer.Imputed size, List<String> contigs, int haplotypes, ImputationCosts costs, RunEstimate alone) {
        PrintWriter out = spec.commandLine().getOut();
        int spread = cores == null ? threads.count() : cores;
        int chunks = Math.max(1, Math.min(size.windows(), spread));
        line(out, "targets", "%,d", size.samples());
        line(out, "panel", "%,d haplotypes", haplotypes);
        line(out, "sites", "%,d, of which %,d typed", size.sites(), size.typedSites());
        line(out, "windows", "%,d, %,d units of targets", alone.windows(), alone.units());
        line(out, "processor time", "%s (%.1f s a process to start)", time(alone.cpuSeconds()), alone.startSeconds());
        line(
                out,
                "wall time",
                "about %s with --threads %d",
                time(alone.cpuSeconds() / threads.count() / BUSY),
                threads.count());
        line(out, "", "about %s on %d cores", time(spreadSeconds(alone, chunks, spread)), spread);
        line(out, "memory", "%.2f GB a process that is started as this one was", alone.processBytes() / GB);
        line(out, "output", "%s (%.2f bytes a genotype)", size(alone.outputBytes()), costs.writtenBytes());
        new PlannedCommands(arguments(), what, contigs, chunks, alone, Math.max(1, spread / chunks)).print(out);
        out.flush();
    }

    /** Every process starts by itself; the slowest of chunks of whole windows decides. */
    private static double spreadSeconds(RunEstimate alone, int chunks, int spread) {
        double work = alone.cpuSeconds() - alone.startSeconds();
        int largest = (alone.windows() + chunks - 1) / chunks;
        double threads = Math.max(1, spread / chunks);
        return (alone.startSeconds() + work * largest / alone.windows() / threads) / BUSY;
    }

    private static String time(double seconds) {
        if (seconds < 120) return String.format(Locale.ROOT, "%.0f s", seconds);
        if (seconds < 7200) return String.format(Locale.ROOT, "%.0f min", seconds / 60);
        return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static String size(long bytes) {
        return bytes < GB
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MB)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GB);
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.printf("%-16s%s%n", name, String.format(Locale.ROOT, format, values));
    }

    /** The options that {@code impute} takes too, as they were given. */
    private List<String> arguments() {
        return PlannedCommands.withoutOwn(spec.commandLine().getParseResult().originalArgs());
    }
}
