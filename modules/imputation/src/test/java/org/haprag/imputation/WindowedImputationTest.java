package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.haprag.encoding.CmWindow;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.haprag.vcf.ImputedVcfHeader;
import org.haprag.vcf.ImputedVcfWriter;
import org.haprag.vcf.OutputField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowedImputationTest {
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
        byte[][] alleles = new byte[2 * TARGETS][sites.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) all.allele(sites[t], 40 + h);
        }
        typed = new TypedHaplotypes(sites, alleles);
    }

    /** DS of every target at every site, in file order. */
    private double[] dosages(String name, double windowCm, double overlapCm, AtomicLong finished) {
        Path out = folder.resolve(name);
        List<CmWindow> windows = ImputationWindows.plan(siteCm, typed, windowCm, overlapCm);
        ImputedVcfHeader header = new ImputedVcfHeader(
                new Samples(List.of("T0", "T1", "T2", "T3")),
                "20",
                OptionalInt.empty(),
                List.of(),
                Set.of(OutputField.GT, OutputField.DS));
        Imputation imputation = Imputation.withoutNetwork(RetrievalConfig.defaults(), 2);
        try (ImputedVcfWriter writer = ImputedVcfWriter.open(out, header, 1)) {
            new WindowedImputation(imputation, panel, siteCm, typed, Exclusions.none(TARGETS))
                    .write(windows, writer, finished::addAndGet);
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
}
