package org.haprag.retrieval;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;

/**
 * How retrieval grows with the panel: nested panels of 2,000 to 200,000 haplotypes of {@link ScrmPanel}, the same typed
 * sites and the same {@link #TARGETS} target haplotypes, which are in none of the panels. CPU time of one thread, the least
 * of {@link #RUNS} runs.
 */
public final class ScalingBenchmark {
    private static final int[] PANELS = {2_000, 20_000, 100_000, 200_000};
    private static final int TARGETS = 100;
    private static final int RUNS = 9;
    private static final int MOST_TYPED = 400;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final RetrievalConfig config = RetrievalConfig.defaults();
    private final HaplotypePanel all;
    private final double[] cm;
    private final TypedHaplotypes targets;

    private ScalingBenchmark(HaplotypePanel all) {
        this.all = all;
        this.cm = IntStream.range(0, all.siteCount())
                .mapToDouble(s -> all.site(s).pos() * 1e-6)
                .toArray();
        int[] common = IntStream.range(0, all.siteCount())
                .filter(s -> all.maf(s) >= .05)
                .toArray();
        int step = Math.max(1, common.length / MOST_TYPED);
        int[] typed = IntStream.range(0, common.length / step)
                .map(i -> common[i * step])
                .toArray();
        byte[][] alleles = new byte[TARGETS][typed.length];
        for (int h = 0; h < TARGETS; h++) {
            int hap = all.haplotypeCount() - TARGETS + h;
            for (int t = 0; t < typed.length; t++) alleles[h][t] = (byte) all.allele(typed[t], hap);
        }
        this.targets = new TypedHaplotypes(typed, alleles);
    }

    /**
     * @param indexMs panel at the typed sites and both PBWT orders
     * @param selectionMs picking states, a target haplotype
     * @param retrievalMs forward-backward, features, copying probabilities, a target haplotype
     */
    private record Cost(int haplotypes, double indexMs, double selectionMs, double retrievalMs) {
        double perTargetMs() {
            return selectionMs + retrievalMs;
        }
    }

    private Cost measure(int haplotypes) {
        HaplotypePanel panel =
                all.subset(IntStream.range(0, haplotypes / 2).toArray());
        Exclusions none = Exclusions.none(TARGETS / 2);
        TypedPanel typed = new TypedPanel(panel, cm, targets.panelSites());
        TargetBits[] bits = IntStream.range(0, TARGETS)
                .mapToObj(h -> new TargetBits(targets, h))
                .toArray(TargetBits[]::new);
        Retriever.Query query = new CopyingRetriever(config).open(typed, targets, none);
        double build = least(() -> new TypedPanel(panel, typed.panelByHaplotype(), cm, targets.panelSites()));
        double empty = least(() -> sweeps(typed, none, new TargetBits[0]));
        double full = least(() -> sweeps(typed, none, bits));
        double retrieval = least(() -> {
            for (int h = 0; h < TARGETS; h++) query.retrieve(h);
        });
        return new Cost(haplotypes, build + empty, Math.max(0, full - empty) / TARGETS, retrieval / TARGETS);
    }

    private void sweeps(TypedPanel typed, Exclusions none, TargetBits[] bits) {
        new PbwtSweep(typed, config, none, bits, true).run();
        new PbwtSweep(typed, config, none, bits, false).run();
    }

    private static double least(Runnable work) {
        double[] ms = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            work.run();
            ms[i] = (CLOCK.getCurrentThreadCpuTime() - start) * 1e-6;
        }
        return Arrays.stream(ms).min().orElseThrow();
    }

    private String table(Cost[] costs) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d sites, %d of them typed, %d target haplotypes, CPU time of one thread.%n%n",
                all.siteCount(),
                targets.typedCount(),
                TARGETS));
        out.append("| panel haplotypes | index, ms | index, us a haplotype | selection, us a target haplotype and site");
        out.append(" | the rest of retrieval, ms a target haplotype |\n|---|---|---|---|---|\n");
        for (Cost c : costs) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %,d | %.0f | %.2f | %.2f | %.2f |%n",
                    c.haplotypes(),
                    c.indexMs(),
                    1000 * c.indexMs() / c.haplotypes(),
                    1000 * c.selectionMs() / targets.typedCount(),
                    c.retrievalMs()));
        }
        Cost before = costs[1];
        Cost last = costs[costs.length - 1];
        return out.append(String.format(
                        Locale.ROOT,
                        "%nFrom %,d to %,d haplotypes the time per target grows %.2f times, the index %.1f times.%n",
                        before.haplotypes(),
                        last.haplotypes(),
                        last.perTargetMs() / before.perTargetMs(),
                        last.indexMs() / before.indexMs()))
                .toString();
    }

    /** @param args the folder to keep simulated panels in, and the page whose table to write */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target");
        HaplotypePanel all = ScrmPanel.simulate(PANELS[PANELS.length - 1] + TARGETS, folder);
        ScalingBenchmark benchmark = new ScalingBenchmark(all);
        benchmark.measure(PANELS[0]);
        Cost[] costs = Arrays.stream(PANELS).mapToObj(benchmark::measure).toArray(Cost[]::new);
        String table = benchmark.table(costs);
        System.out.print(table);
        if (args.length > 1) ScrmPanel.replace(Path.of(args[1]), "scaling", table);
    }
}
