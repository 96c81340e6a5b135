package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.io.RunRecorder;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that are sent away, imputed batch by batch, and written part by part. */
class WindowElsewhereTest {
    private static final int TARGETS = 5;

    @TempDir
    Path folder;

    private HaplotypePanel panel;
    private double[] siteCm;
    private TypedHaplotypes typed;

    @BeforeEach
    void aMosaicWhoseLastSamplesAreTargets() {
        HaplotypePanel all = TinyPanels.mosaicPanel(50, 1500, 8, 5);
        panel = all.subset(IntStream.range(0, 20).toArray());
        siteCm = GeneticMap.constantRate().cmOfSites(panel);
        int[] sites = IntStream.range(0, 150).map(i -> 10 * i).toArray();
        typed = TypedHaplotypes.of(all, IntStream.range(20, 20 + TARGETS).toArray(), sites);
    }

    private ImputationPlan plan(TypedHaplotypes observed, EmpiricalR2 empirical) {
        MatchedTargets targets = new MatchedTargets(
                samples(),
                observed,
                Exclusions.of(new int[][] {{}, {3}, {}, {}, {7}}),
                TargetOnlySites.none(),
                TinyImputation.fates(),
                List.of());
        return new ImputationPlan(
                panel, siteCm, targets, ImputationWindows.plan(siteCm, observed, .05, .05), empirical);
    }

    private static Samples samples() {
        return new Samples(IntStream.range(0, TARGETS).mapToObj(i -> "T" + i).toList());
    }

    private static ImputedVcfHeader header() {
        return new ImputedVcfHeader(
                samples(),
                List.of(ContigLine.of("20")),
                List.of(),
                Set.of(OutputField.GT, OutputField.DS, OutputField.GP, OutputField.LDS, OutputField.PQ));
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @ParameterizedTest
    @CsvSource({"vcf.gz,.tbi,NONE,true", "vcf.gz,.tbi,LEAVE_ONE_OUT,true", "bcf,.csi,NONE,false"})
    void partsOfBatchesOfWindowsAreTheBytesOfOneMachine(
            String form, String index, EmpiricalR2 empirical, boolean phased) throws Exception {
        ImputationPlan plan = plan(phased ? typed : typed.withoutPhase(), empirical);
        ImputationMethod method =
                ImputationMethod.retrieval(RetrievalConfig.copyingAlone()).fittedTo(plan, RunRecorder.SILENT);
        Path alone = folder.resolve("alone." + form);
        Path joined = folder.resolve("joined." + form);
        try (Imputation imputation = new Imputation(method, 1);
                ImputedVcfWriter out = ImputedVcfWriter.resumable(alone, header(), 1, "same", false)) {
            for (int w = 0; w < plan.windowCount(); w++) {
                plan.window(w).write(imputation, out, folder.resolve("scratch"), done -> {});
                out.checkpoint();
            }
            out.commit();
        }
        try (Imputation imputation = new Imputation(method, 2);
                ImputedVcfWriter out = ImputedVcfWriter.resumable(joined, header(), 2, "same", false)) {
            for (int w = 0; w < plan.windowCount(); w++) {
                out.append(part(plan.window(w), w, form, empirical, imputation), "20");
                out.checkpoint();
            }
            out.commit();
        }
        assertThat(plan.windowCount()).isGreaterThan(2);
        assertThat(Files.mismatch(alone, joined)).isEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("alone." + form + index), folder.resolve("joined." + form + index)))
                .isEqualTo(-1);
    }

    private Path part(PlannedWindow planned, int number, String form, EmpiricalR2 empirical, Imputation imputation)
            throws Exception {
        WindowPanel stretch = sent(planned.stretch());
        WindowTargets all = sent(planned.targets());
        List<Path> files = new ArrayList<>();
        List<LeaveOneOut> leftOut = new ArrayList<>();
        for (int from = 0; from < TARGETS; from += 2) {
            WindowTargets some = sent(planned.targets().batch(from, Math.min(TARGETS, from + 2)));
            PlannedWindow batch = new PlannedWindow(stretch, some, empirical);
            Path file = folder.resolve("dosages" + number + "." + from);
            DosageFiles.write(batch.impute(batch.prepare(imputation), 0, some.count(), done -> {}), file);
            files.add(file);
            for (LeaveOneOut one : batch.leaveOneOut(imputation).stream().toList()) leftOut.add(sent(one));
        }
        Optional<LeaveOneOut> joined =
                leftOut.isEmpty() ? Optional.empty() : Optional.of(LeaveOneOut.join(leftOut, all.typed()));
        Path part = folder.resolve("part" + number + "." + form);
        try (DosageFiles dosages = new DosageFiles(files);
                ImputedVcfWriter out = ImputedVcfWriter.part(part, header(), 1)) {
            new PlannedWindow(stretch, all, empirical).write(dosages, joined, out);
            out.commit();
        }
        return part;
    }

    @Test
    void aFileOfDosagesThatWasCutOffIsNotRead() throws Exception {
        PlannedWindow window = plan(typed, EmpiricalR2.NONE).window(0);
        Path file = folder.resolve("dosages");
        try (Imputation imputation = new Imputation(ImputationMethod.retrieval(RetrievalConfig.defaults()), 1)) {
            DosageFiles.write(window.impute(window.prepare(imputation), 0, TARGETS, done -> {}), file);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> new DosageFiles(List.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        Files.writeString(file, "something else that is long enough");
        assertThatThrownBy(() -> new DosageFiles(List.of(file))).hasMessageContaining("no file of dosages");
    }
}
