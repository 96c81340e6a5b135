package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.haprag.genotype.HaplotypePanel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long it takes to have a panel in memory, beside {@code bcftools view -Ou FILE > /dev/null} on the same file and in
 * the same run. {@code cold} is the first reading of a fresh JVM (its start excluded), {@code warm} the later ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PanelReadBenchmark {
    @Param("../../target/gsa/ref.vcf.gz") // bench/make_case.sh writes it
    public String panel;

    @Benchmark
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public HaplotypePanel cold() {
        return PanelReader.read(Path.of(panel), PanelReadOptions.defaults()).panel();
    }

    @Benchmark
    @Fork(1)
    @Warmup(iterations = 3)
    @Measurement(iterations = 10)
    public HaplotypePanel warm() {
        return PanelReader.read(Path.of(panel), PanelReadOptions.defaults()).panel();
    }

    @Benchmark
    @Fork(1)
    @Warmup(iterations = 1)
    @Measurement(iterations = 10)
    public int bcftools() throws IOException, InterruptedException {
        return new ProcessBuilder("bcftools", "view", "-Ou", panel)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    /** @param args optionally the panel to read */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder().include(PanelReadBenchmark.class.getSimpleName());
        if (args.length > 0) options.param("panel", args[0]);
        Options built = options.build();
        double cold = 0;
        double warm = 0;
        double bcftools = 0;
        for (RunResult result : new Runner(built).run()) {
            double ms = result.getPrimaryResult().getScore();
            String name = result.getPrimaryResult().getLabel();
            if (name.equals("cold")) cold = ms;
            if (name.equals("warm")) warm = ms;
            if (name.equals("bcftools")) bcftools = ms;
        }
        System.out.printf(
                Locale.ROOT,
                "bcftools %.0f ms; cold %.0f ms, ratio %.2f; warm %.0f ms, ratio %.2f (goal: at most 1.50)%n",
                bcftools,
                cold,
                cold / bcftools,
                warm,
                warm / bcftools);
    }
}
