package org.haprag.retrieval;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.GeneticMapReader;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.TargetReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Retrieval of all targets of a bench case (a folder with ref.vcf.gz, target.vcf.gz, target_unphased.vcf.gz and map.gmap.gz), part
 * by part. {@code
 * cold} is the first time in a fresh JVM, which is what a user waits for; the others are warm and on one thread, but for
 * {@code selection}, whose two sweeps run side by side.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class RetrievalBenchmark {
    @Param({"/tmp/bench/gsa", "/tmp/bench/omni25"})
    public String folder;

    private final RetrievalConfig config = RetrievalConfig.defaults();
    private TypedPanel panel;
    private TypedHaplotypes targets;
    private TypedHaplotypes unphased;
    private Exclusions exclusions;
    private StateBlocks[] blocks;
    private Retriever.Query query;
    private UnphasedSelection.Selected[] classes;

    @Setup
    public void read() {
        Path from = Path.of(folder);
        HaplotypePanel haplotypes = PanelReader.read(from.resolve("ref.vcf.gz"), PanelReadOptions.defaults())
                .panel();
        targets = typed(haplotypes, from.resolve("target.vcf.gz"));
        unphased = typed(haplotypes, from.resolve("target_unphased.vcf.gz"));
        double[] cm = GeneticMapReader.read(
                        from.resolve("map.gmap.gz"), haplotypes.site(0).contig())
                .cmOfSites(haplotypes);
        panel = new TypedPanel(haplotypes, cm, targets.panelSites());
        exclusions = Exclusions.none(targets.haplotypes().sampleCount());
    }

    private static TypedHaplotypes typed(HaplotypePanel haplotypes, Path file) {
        TargetGenotypes genotypes = TargetReader.read(file, Optional.empty());
        return SiteAlignment.of(haplotypes, genotypes, SiteAlignment.StrandFlips.DROP)
                .typed();
    }

    /** Opens once, outside of what is measured. */
    private void open() {
        if (query != null) return;
        blocks = PbwtSelection.select(panel, config, targets, exclusions);
        query = new CopyingRetriever(config).open(panel, targets, exclusions);
    }

    @Benchmark
    @Fork(3)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public int coldOnTwoThreads() {
        Retriever.Query opened = new CopyingRetriever(config).open(panel, targets, exclusions);
        return IntStream.range(0, targets.haplotypeCount())
                .parallel()
                .map(hap -> opened.retrieve(hap).neighbours().length)
                .sum();
    }

    @Benchmark
    public PbwtOrder order() {
        PbwtOrder order = new PbwtOrder(panel.carriers());
        for (int t = 0; t < panel.typedCount(); t++) order.advance(t);
        return order;
    }

    @Benchmark
    public StateBlocks[] selection() {
        return PbwtSelection.select(panel, config, targets, exclusions);
    }

    @Benchmark
    public void posterior(Blackhole sink) {
        open();
        CopyingPosterior posterior = new CopyingPosterior(panel, config);
        int n = panel.panel().haplotypeCount();
        for (int hap = 0; hap < targets.haplotypeCount(); hap++) {
            posterior.run(targets.weights(hap), blocks[hap], CopyingPrior.uniform(n), 1, new Consumed(sink));
        }
    }

    @Benchmark
    public UnphasedSelection.Selected[] unphasedSelection() {
        int n = panel.panel().haplotypeCount();
        int[] samples =
                IntStream.range(0, unphased.haplotypes().sampleCount()).toArray();
        return new UnphasedSelection(panel, config, unphased, exclusions, sample -> CopyingPrior.uniform(n))
                .select(samples);
    }

    @Benchmark
    public void unphasedPosterior(Blackhole sink) {
        if (classes == null) classes = unphasedSelection();
        PairedPosterior pairs = new PairedPosterior(panel, config);
        for (int sample = 0; sample < classes.length; sample++) {
            UnphasedSelection.Selected of = classes[sample];
            pairs.run(DiploidObservations.of(unphased, sample), of.states(), of.rate(), new Pairs(sink));
        }
    }

    private record Pairs(Blackhole by) implements PairedPosterior.Sink {
        @Override
        public void accept(int typed, StateClasses.Block states, PairOfHaplotypes pair) {
            by.consume(pair);
        }

        @Override
        public void renamed(int typed, double exchanged) {
            by.consume(exchanged);
        }
    }

    /** Posteriors of kinds; states at no typed site. */
    private record Consumed(Blackhole by) implements CopyingPosterior.Sink {
        @Override
        public void kinds(int typed, int[] kinds, float[] posterior) {
            by.consume(posterior);
        }

        @Override
        public boolean asksStates(int typed) {
            return false;
        }

        @Override
        public void states(int typed, int[] states, float[] posterior, int stride) {}
    }

    @Benchmark
    public void posteriorAndFeatures(Blackhole sink) {
        open();
        for (int hap = 0; hap < targets.haplotypeCount(); hap++) sink.consume(query.retrieve(hap));
    }

    /** @param args what to run, as a regular expression; nothing for all */
    public static void main(String[] args) throws RunnerException {
        String which = args.length > 0 ? args[0] : "";
        new Runner(new OptionsBuilder()
                        .include(RetrievalBenchmark.class.getSimpleName() + "\\." + which)
                        .jvmArgsAppend("-Xmx1200m")
                        .build())
                .run();
    }
}
