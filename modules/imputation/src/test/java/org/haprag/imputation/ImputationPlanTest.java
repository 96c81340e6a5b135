package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImputationPlanTest {
    private static final int TARGETS = 4;

    @TempDir
    Path folder;

    private HaplotypePanel panel;
    private double[] siteCm;
    private TypedHaplotypes typed;

    @BeforeEach
    void aMosaicWhoseLastSamplesAreTargets() {
        HaplotypePanel all = TinyPanels.mosaicPanel(48, 2000, 8, 5);
        panel = all.subset(IntStream.range(0, 20).toArray());
        siteCm = GeneticMap.constantRate().cmOfSites(panel);
        int[] sites = IntStream.range(0, 200).map(i -> 10 * i).toArray();
        typed = TypedHaplotypes.of(all, IntStream.range(20, 20 + TARGETS).toArray(), sites);
    }

    private static ImputedVcfHeader header() {
        return new ImputedVcfHeader(
                new Samples(List.of("T0", "T1", "T2", "T3")),
                List.of(ContigLine.of("20")),
                List.of(),
                Set.of(OutputField.GT, OutputField.DS, OutputField.LDS));
    }

    private static Imputation imputation(int threads) {
        return new Imputation(ImputationMethod.retrieval(RetrievalConfig.defaults()), threads);
    }

    private ImputationPlan plan(double windowCm, double overlapCm) {
        return plan(windowCm, overlapCm, EmpiricalR2.NONE);
    }

    private ImputationPlan plan(double windowCm, double overlapCm, EmpiricalR2 empirical) {
        Samples samples = new Samples(List.of("T0", "T1", "T2", "T3"));
        MatchedTargets targets = new MatchedTargets(
                samples, typed, Exclusions.none(TARGETS), TargetOnlySites.none(), TinyImputation.fates(), List.of());
        List<CmWindow> windows = ImputationWindows.plan(siteCm, typed, windowCm, overlapCm);
        return new ImputationPlan(panel, siteCm, targets, windows, empirical);
    }

    /** Imputes the windows that the writer does not have yet. */
    private void write(ImputationPlan plan, int threads, ImputedSink writer, LongConsumer progress) {
        try (Imputation imputation = imputation(threads)) {
            for (int w = writer.checkpoints(); w < plan.windowCount(); w++) {
                plan.window(w).write(imputation, writer, scratch(), progress);
                writer.checkpoint();
            }
        }
    }

    private Path scratch() {
        return folder.resolve("scratch");
    }

    /** DS of every target at every site, in file order. */
    private double[] dosages(String name, double windowCm, double overlapCm, AtomicLong finished) {
        Path out = folder.resolve(name);
        try (ImputedVcfWriter writer = ImputedVcfWriter.open(out, header(), 1)) {
            write(plan(windowCm, overlapCm), 2, writer, finished::addAndGet);
            writer.commit();
        }
        double[] ds = new double[panel.siteCount() * TARGETS];
        int n = 0;
        for (String line : lines(out)) {
            String[] fields = line.split("\t");
            for (int s = 0; s < TARGETS; s++)
                ds[n++] = Double.parseDouble(fields[9 + s].split(":")[1]);
        }
        assertThat(n).isEqualTo(ds.length);
        return ds;
    }

    private static List<String> lines(Path vcf) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(vcf)), StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void stitchedWindowsLeaveNoSeam() {
        AtomicLong once = new AtomicLong();
        AtomicLong often = new AtomicLong();
        double[] whole = dosages("whole.vcf.gz", 20, 1, once);
        double[] stitched = dosages("stitched.vcf.gz", 0.05, 0.05, often);
        assertThat(once.get()).isEqualTo(TARGETS);
        assertThat(often.get()).isGreaterThanOrEqualTo(3 * TARGETS);
        double sum = 0;
        for (int i = 0; i < whole.length; i++) sum += Math.abs(whole[i] - stitched[i]);
        assertThat(sum / whole.length).isCloseTo(0, within(0.01));
    }

    @Test
    void typedSitesKeepWhatWasObservedInEveryWindow() {
        double[] stitched = dosages("typed.vcf.gz", 0.05, 0.02, new AtomicLong());
        for (int t = 0; t < typed.typedCount(); t++) {
            for (int s = 0; s < TARGETS; s++) {
                int observed = typed.allele(2 * s, t) + typed.allele(2 * s + 1, t);
                assertThat(stitched[typed.panelSite(t) * TARGETS + s]).isEqualTo(observed);
            }
        }
    }

    private byte[] bytes(Path out) throws IOException {
        return Files.readAllBytes(out);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws IOException {
        ImputationPlan plan = plan(0.05, 0.05);
        byte[][] found = new byte[3][];
        for (int i = 0; i < found.length; i++) {
            Path out = folder.resolve("threads.vcf.gz");
            try (ImputedVcfWriter writer = ImputedVcfWriter.open(out, header(), 1 + 2 * i)) {
                write(plan, 1 + i, writer, n -> {});
                writer.commit();
            }
            found[i] = bytes(out);
        }
        assertThat(found[1]).isEqualTo(found[0]);
        assertThat(found[2]).isEqualTo(found[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void targetsImputedAFewAtATimeGiveTheSameBytes(int batch) throws IOException {
        PlannedWindow window = plan(20, 1).window(0);
        byte[][] found = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Path out = folder.resolve(i + ".vcf.gz");
            AtomicLong finished = new AtomicLong();
            try (ImputedVcfWriter writer = ImputedVcfWriter.open(out, header(), 1);
                    Imputation imputation = imputation(2)) {
                window.write(imputation, writer, scratch(), i == 0 ? TARGETS : batch, finished::addAndGet);
                writer.commit();
            }
            assertThat(finished.get()).isEqualTo(TARGETS);
            found[i] = bytes(out);
        }
        assertThat(found[1]).isEqualTo(found[0]);
        assertThat(scratch()).doesNotExist();
    }

    @Test
    void aRunThatFailsInTheThirdWindowIsGoneOnWithToTheSameBytes() throws IOException {
        ImputationPlan plan = plan(0.05, 0.05);
        Path whole = folder.resolve("whole.vcf.gz");
        Path failed = folder.resolve("failed.vcf.gz");
        try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(whole, header(), 2, "run", false)) {
            write(plan, 1, writer, n -> {});
            writer.commit();
        }
        AtomicLong finished = new AtomicLong();
        assertThatThrownBy(() -> {
                    try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(failed, header(), 1, "run", false)) {
                        write(plan, 1, writer, n -> {
                            if (finished.addAndGet(n) > 2 * TARGETS) throw new OutOfMemoryError("of libtorch's");
                        });
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(failed).doesNotExist();
        try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(failed, header(), 3, "run", true)) {
            assertThat(writer.checkpoints()).isEqualTo(2);
            write(plan, 3, writer, n -> {});
            writer.commit();
        }
        assertThat(bytes(failed)).isEqualTo(bytes(whole));
        assertThat(bytes(folder.resolve("failed.vcf.gz.tbi"))).isEqualTo(bytes(folder.resolve("whole.vcf.gz.tbi")));
        try (var left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "whole.vcf.gz", "whole.vcf.gz.tbi", "failed.vcf.gz", "failed.vcf.gz.tbi");
        }
    }

    /** As machines would that share the work: each unit from a plan of its own, in any order, joined afterwards. */
    @ParameterizedTest
    @EnumSource(EmpiricalR2.class)
    void unitsOfWindowAndBatchJoinToTheBytesOfTheWhole(EmpiricalR2 empirical) throws IOException {
        Path whole = folder.resolve("whole.vcf.gz");
        Path joined = folder.resolve("joined.vcf.gz");
        ImputationPlan plan = plan(0.05, 0.05, empirical);
        try (ImputedVcfWriter writer = ImputedVcfWriter.open(whole, header(), 1)) {
            write(plan, 2, writer, n -> {});
            writer.commit();
        }
        Map<List<Integer>, Dosages> units = new HashMap<>();
        Map<Integer, Optional<LeaveOneOut>> left = new HashMap<>();
        for (int w = plan.windowCount() - 1; w >= 0; w--) {
            try (Imputation imputation = imputation(1)) {
                PlannedWindow window = plan(0.05, 0.05, empirical).window(w);
                PreparedWindow prepared = window.prepare(imputation);
                units.put(List.of(w, 1), window.impute(prepared, 3, TARGETS, n -> {}));
                units.put(List.of(w, 0), window.impute(prepared, 0, 3, n -> {}));
                left.put(w, window.leaveOneOut(imputation));
            }
        }
        try (ImputedVcfWriter writer = ImputedVcfWriter.open(joined, header(), 1)) {
            for (int w = 0; w < plan.windowCount(); w++) {
                Dosages all = Dosages.join(List.of(units.get(List.of(w, 0)), units.get(List.of(w, 1))));
                plan.window(w).write(all, left.get(w), writer);
                writer.checkpoint();
            }
            writer.commit();
        }
        assertThat(plan.windowCount()).isGreaterThan(2);
        assertThat(bytes(joined)).isEqualTo(bytes(whole));
    }
}
