package org.haprag.io;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many numbers of GT:DS:GP:HDS one thread formats a second, before compression. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordFormatBenchmark {
    private static final int SAMPLES = 1000;
    /** Two allele codes, DS, three GP, two HDS. */
    private static final int VALUES = 8 * SAMPLES;

    private final RecordFormat format = new RecordFormat(new ImputedVcfHeader(
            new Samples(IntStream.range(0, SAMPLES).mapToObj(s -> "S" + s).toList()),
            List.of(ContigLine.of("20")),
            List.of(),
            EnumSet.allOf(OutputField.class)));
    private final TextBlock block = new TextBlock();
    private final ImputedSite imputed;

    /** Mostly certain, as imputed genotypes are. */
    public RecordFormatBenchmark() {
        Random random = new Random(1);
        float[] probabilities = new float[2 * SAMPLES];
        float[] gp = new float[3 * SAMPLES];
        byte[] codes = new byte[2 * SAMPLES];
        for (int h = 0; h < probabilities.length; h++) {
            probabilities[h] = random.nextInt(4) == 0 ? random.nextFloat() : random.nextInt(2);
            codes[h] = (byte) Math.round(probabilities[h]);
        }
        for (int s = 0; s < SAMPLES; s++) {
            float first = probabilities[2 * s];
            float second = probabilities[2 * s + 1];
            gp[3 * s] = (1 - first) * (1 - second);
            gp[3 * s + 2] = first * second;
            gp[3 * s + 1] = 1 - gp[3 * s] - gp[3 * s + 2];
        }
        imputed = ImputedSite.imputed(
                new Site("20", 61098, "rs1", "C", List.of("T")),
                ImputedGenotypes.joint(Haplotypes.diploid(SAMPLES), probabilities, gp, codes),
                new double[] {0.5},
                OptionalDouble.of(0.9));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public int values() {
        block.clear();
        format.record(block, imputed);
        return block.length();
    }
}
