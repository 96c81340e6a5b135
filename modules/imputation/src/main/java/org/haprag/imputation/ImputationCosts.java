package org.haprag.imputation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.haprag.genotype.Samples;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;

/**
 * What a plan costs on this machine, measured on some of its targets in one of its windows. Times are processor seconds, of all
 * threads and of what Java does beside them.
 *
 * @param startSeconds from the start of the process until it runs at its usual speed: reading, loading, compiling
 * @param prepareSeconds of the window, once: its panel, and the trial of a network
 * @param batchSeconds of a batch, whatever its size
 * @param targetSeconds of a target in the window
 * @param writeSeconds of a genotype: formatted and compressed
 * @param writtenBytes of a genotype
 * @param measured the window
 * @param peakBytes memory of the process that imputed it: what it has read, the window and a batch, with all that Java takes
 * @param heldBytes of which lived on the heap while a batch was imputed
 * @param countedBytes of which {@link HeapDemand} knows
 */
public record ImputationCosts(
        double startSeconds,
        double prepareSeconds,
        double batchSeconds,
        double targetSeconds,
        double writeSeconds,
        double writtenBytes,
        WindowSize measured,
        long peakBytes,
        long heldBytes,
        long countedBytes) {
    /** Targets of the smaller of two batches: their difference tells what a target costs. */
    private static final int SMALL = 16;

    /** Part of the time in which Java compiles what runs often; what is measured then does not count. */
    private static final double WARMING = .4;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Processor seconds of this process so far, of all its threads. */
    public static double used() {
        return SYSTEM.getProcessCpuTime() * 1e-9;
    }

    /**
     * Imputing a window, in processor seconds: half of it goes by its allele rows and half by its typed sites. A report has
     * one target in {@link SpotCheck#ONE_IN} imputed once more.
     */
    double imputing(WindowSize window, int batches, int targets) {
        double size = .5 * window.rows() / measured.rows() + .5 * window.typedSites() / measured.typedSites();
        double once = batches * batchSeconds + targets * targetSeconds;
        return size * (prepareSeconds + once * (1 + 1.0 / SpotCheck.ONE_IN));
    }

    /**
     * Memory of a process that imputes a plan by itself: as measured here, and what a larger window, panel or number of targets
     * adds to it. What was measured may not have come to its peak.
     */
    long processBytes(ImputationPlan plan) {
        long counted = 0;
        for (int w = 0; w < plan.windowCount(); w++) counted = Math.max(counted, HeapDemand.whole(plan, plan.size(w)));
        long more = Math.max(0, counted - countedBytes);
        return Math.max(peakBytes + HeapDemand.old(more), HeapDemand.process(heldBytes + more));
    }

    /**
     * Measures for about so many seconds, at least once.
     *
     * @param method fitted to the plan
     * @param threads how many impute, at least 1
     * @param header of an output with some of the targets
     * @param scratch a folder for what is written and thrown away
     */
    public static ImputationCosts measure(
            ImputationPlan plan,
            ImputationMethod method,
            int threads,
            Function<Samples, ImputedVcfHeader> header,
            Path scratch,
            double seconds)
            throws IOException {
        try (Imputation imputation = new Imputation(method, threads)) {
            return new Measuring(plan, imputation, threads, header, scratch).costs(seconds);
        }
    }

    /** One window, imputed over and over. */
    private static final class Measuring {
        private final Imputation imputation;
        private final int threads;
        private final Function<Samples, ImputedVcfHeader> header;
        private final Path scratch;
        private final ImputationPlan plan;
        private final WindowSize size;
        private final PlannedWindow window;
        private final int small;
        private final int large;

        Measuring(
                ImputationPlan plan,
                Imputation imputation,
                int threads,
                Function<Samples, ImputedVcfHeader> header,
                Path scratch) {
            this.imputation = imputation;
            this.threads = threads;
            this.header = header;
            this.scratch = scratch;
            int number = typical(plan);
            this.plan = plan;
            this.size = plan.size(number);
            this.window = plan.window(number);
            this.large = Math.min(window.batchSize(), window.targetCount());
            this.small = Math.min(SMALL, large);
        }

        /** The window, of all in the order of their size, that the middle site lies in: most sites lie in the large ones. */
        private static int typical(ImputationPlan plan) {
            List<Integer> bySize = IntStream.range(0, plan.windowCount())
                    .boxed()
                    .sorted(Comparator.comparing(w -> plan.size(w).coreSites()))
                    .toList();
            long sites =
                    bySize.stream().mapToLong(w -> plan.size(w).coreSites()).sum();
            long before = 0;
            for (int w : bySize) {
                before += plan.size(w).coreSites();
                if (2 * before >= sites) return w;
            }
            throw new IllegalStateException("a plan without a window");
        }

        ImputationCosts costs(double seconds) throws IOException {
            long start = System.nanoTime();
            int warmRounds = 0;
            do {
                round();
                warmRounds++;
            } while (since(start) < WARMING * seconds);
            double warm = used();
            Round sum = round();
            int rounds = 1;
            for (; since(start) < seconds; rounds++) sum = sum.plus(round());
            Round mean = sum.over(rounds);
            double target = large > small ? Math.max(0, mean.large - mean.small) / (large - small) : mean.large / large;
            double batch = Math.max(0, mean.large - large * target);
            double genotypes = (double) large * window.stretch().window().coreSiteCount();
            long peak = ProcessMemory.peakBytes();
            return new ImputationCosts(
                    Math.max(0, warm - warmRounds * mean.total()),
                    Math.max(0, mean.prepare - batch - target),
                    batch,
                    target,
                    mean.write / genotypes,
                    mean.bytes / genotypes,
                    size,
                    peak,
                    held(),
                    HeapDemand.whole(plan, size));
        }

        private static double since(long nanos) {
            return (System.nanoTime() - nanos) * 1e-9;
        }

        private Round round() throws IOException {
            double start = used();
            PreparedWindow prepared = window.prepare(imputation);
            window.impute(prepared, 0, 1, done -> {}); // a network is tried when the first target comes
            double ready = used();
            window.impute(prepared, 0, small, done -> {});
            double imputed = used();
            Dosages dosages = window.impute(prepared, 0, large, done -> {});
            double imputedLarge = used();
            long bytes = write(dosages);
            return new Round(ready - start, imputed - ready, imputedLarge - imputed, used() - imputedLarge, bytes);
        }

        /** What lives on the heap while a batch is imputed. That it is looked at takes time, which no round may have. */
        private long held() {
            PreparedWindow prepared = window.prepare(imputation);
            return HeapWatch.during(() -> window.impute(prepared, 0, large, done -> {}))
                    .mostBytes();
        }

        private long write(Dosages dosages) throws IOException {
            Path file = Files.createTempFile(scratch, "haprag-plan", ".vcf.gz");
            WindowTargets some = window.targets().batch(0, large);
            try (ImputedVcfWriter out = ImputedVcfWriter.part(file, header.apply(some.samples()), threads)) {
                new PlannedWindow(window.stretch(), some, EmpiricalR2.NONE).write(dosages, Optional.empty(), out);
                out.commit();
                return Files.size(file);
            } finally {
                for (Path part : ImputedVcfWriter.filesOfPart(file)) Files.deleteIfExists(part);
            }
        }
    }

    /**
     * Processor seconds of one round, and bytes written: both batches are imputed, the larger one is written.
     *
     * @param prepare with one target imputed
     */
    private record Round(double prepare, double small, double large, double write, double bytes) {
        Round plus(Round other) {
            return new Round(
                    prepare + other.prepare,
                    small + other.small,
                    large + other.large,
                    write + other.write,
                    bytes + other.bytes);
        }

        Round over(int rounds) {
            return new Round(prepare / rounds, small / rounds, large / rounds, write / rounds, bytes / rounds);
        }

        double total() {
            return prepare + small + large + write;
        }
    }
}
