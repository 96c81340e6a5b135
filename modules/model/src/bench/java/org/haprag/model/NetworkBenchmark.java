package org.haprag.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The bundled network on one target, part by part, on one thread: in the kernel ({@link CpuNetwork}) and in the engine. The panel is
 * simulated; what a prediction costs does not depend on it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {
    private static final int SITES = 8000;
    private static final int SITES_PER_TYPED = 8;

    @Param({"kernel", "engine"})
    public String by;

    private ModelConfig config;
    private HapRagModel model;
    private InferenceNetwork network;
    private InferenceSession session;
    private TypedBatch tokens;
    private SiteBatch rows;
    private float[] weights;
    private int numbered;

    @Setup
    public void fill() {
        ModelFile file = ModelFile.bundled();
        config = file.manifest().model();
        model = HapRagModel.of(file, "bundled model");
        network = by.equals("kernel") ? CpuNetwork.of(file, "bundled model") : model;
        session = network.session();
        HaplotypePanel haplotypes = TinyPanels.mosaicPanel(400, SITES, 40, .02, 3);
        int[] typedSites = IntStream.range(0, SITES / SITES_PER_TYPED)
                .map(t -> t * SITES_PER_TYPED + 2)
                .toArray();
        double[] cm = IntStream.range(0, SITES).mapToDouble(i -> .0005 * i).toArray();
        TypedPanel panel = new TypedPanel(haplotypes, cm, typedSites);
        TypedHaplotypes target = Mosaics.typed(Mosaics.of(haplotypes, 2, .002, .002, 5), typedSites);
        Exclusions none = Exclusions.none(1);
        Retriever.Query query = file.manifest().retrieval().retriever().open(panel, target, none);
        SiteBatch.Target sites = new SiteBatch.Target(
                panel,
                LocalClustering.of(panel, none).forTarget(0),
                List.of(query.retrieve(0), query.retrieve(1)));
        int[][] numbers = tokens(panel, target, sites);
        weights = new float[numbered * config.neighbours() * config.fusionHeads()];
        encode();
        rows(panel, sites, numbers);
    }

    private int[][] tokens(TypedPanel panel, TypedHaplotypes target, SiteBatch.Target sites) {
        int anchors = sites.hap(0).anchors().count();
        boolean[] asked = new boolean[anchors];
        Arrays.fill(asked, true);
        int windows = (anchors + config.window() - 1) / config.window();
        tokens = new TypedBatch(config, 2 * windows, 2 * anchors);
        int[][] numbers = new int[2][anchors];
        for (int h = 0; h < 2; h++) {
            for (int from = 0; from < anchors; from += config.window()) {
                int to = Math.min(anchors, from + config.window());
                tokens.add(panel, target, h, sites.hap(h), from, asked, from, to);
                for (int a = from; a < to; a++) numbers[h][a] = numbered++;
            }
        }
        return numbers;
    }

    private void rows(TypedPanel panel, SiteBatch.Target sites, int[][] numbers) {
        Anchors anchors = sites.hap(0).anchors();
        int count = panel.panel().alleleRowCount();
        rows = new SiteBatch(config, SiteBatch.Mixing.BY_CALLER, 2 * count);
        for (int h = 0; h < 2; h++) {
            PanelMixer mixer = new PanelMixer(
                    panel, sites.hap(h), weights, numbers[h], config.neighbours(), config.fusionHeads());
            for (int row = 0; row < count; row++) {
                int interval = panel.intervalOfRow(row);
                int left = anchors.left(interval);
                rows.add(sites, row, interval, h, numbers[h][left], left / config.window() * config.window());
                rows.mix(mixer, row, interval);
            }
        }
    }

    /** Encodes and fuses all anchors of both haplotypes. */
    @Benchmark
    public float[] encode() {
        session.begin();
        session.encode(tokens, weights, 0);
        return weights;
    }

    /** Predicts every row of both haplotypes. */
    @Benchmark
    public float[] odds() {
        return session.odds(rows);
    }

    @TearDown
    public void close() {
        session.close();
        network.close();
        model.close();
        System.out.printf("%n%d anchors, %d predictions%n", numbered, rows.size());
    }

    /** @param args what to run, as a regular expression; nothing for all */
    public static void main(String[] args) throws RunnerException {
        String which = args.length > 0 ? args[0] : "";
        new Runner(new OptionsBuilder()
                        .include(NetworkBenchmark.class.getSimpleName() + "\\." + which)
                        .build())
                .run();
    }
}
