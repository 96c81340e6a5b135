package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.io.ImputedSite;
import org.haprag.io.ImputedSite.Origin;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunWarning;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole use case, from files on the disk to sites in memory, without the command line. */
class ImputerTest {
    private static final int SITES = 300;
    private static final int PANEL_SAMPLES = 28;
    private static final ImputationMethod METHOD = ImputationMethod.retrieval(RetrievalConfig.defaults());

    @TempDir
    Path folder;

    private HaplotypePanel people;
    private Path panelFile;
    private Path targetFile;

    /** The targets, samples 28 and 29, are typed at every fifth. */
    @BeforeEach
    void files() throws IOException {
        people = TinyPanels.mosaicPanel(60, SITES, 8, 7);
        panelFile = folder.resolve("p.vcf");
        targetFile = folder.resolve("t.vcf");
        Files.writeString(panelFile, vcf(IntStream.range(0, PANEL_SAMPLES).toArray(), 1, ""));
        Files.writeString(targetFile, vcf(new int[] {28, 29}, 5, ""));
    }

    /** @param extra a line to put first */
    private String vcf(int[] samples, int everyNth, String extra) {
        StringBuilder out = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=20>\n"
                + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s : samples) out.append("\tS").append(s);
        out.append('\n').append(extra);
        for (int i = 0; i < SITES; i += everyNth) {
            Site site = people.site(i);
            out.append("20\t" + site.pos() + "\t.\t" + site.ref() + "\t" + String.join(",", site.alts())
                    + "\t.\t.\t.\tGT");
            for (int s : samples) {
                out.append('\t').append(people.allele(i, 2 * s)).append('|').append(people.allele(i, 2 * s + 1));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private ImputeRequest request() {
        return ImputeRequest.of(
                new ImputeRequest.Input(panelFile, targetFile, Optional.empty()), folder.resolve("scratch"));
    }

    private static ImputeRequest with(
            ImputeRequest r, Optional<Region> region, ImputeRequest.Windows windows, ImputeRequest.Sites sites) {
        return new ImputeRequest(r.input(), region, windows, sites, r.empirical(), r.working(), 2);
    }

    private static ImputeRequest.Sites keepingTargetOnly() {
        ImputeRequest.Sites d = ImputeRequest.Sites.defaults();
        return new ImputeRequest.Sites(
                d.missing(), d.strand(), ImputeRequest.TargetOnly.KEEP, d.flawed(), d.accepted());
    }

    private static List<ImputedSite> run(ImputeRequest request) throws IOException {
        List<ImputedSite> sites = new ArrayList<>();
        Imputer.run(request, METHOD, plan -> sites::add, RunRecorder.SILENT);
        return sites;
    }

    private static Map<Origin, Integer> origins(List<ImputedSite> sites) {
        Map<Origin, Integer> counts = new EnumMap<>(Origin.class);
        for (ImputedSite site : sites) counts.merge(site.origin(), 1, Integer::sum);
        return counts;
    }

    @Test
    void everySiteOfThePanelReachesTheSinkInOrderWithItsProbabilities() throws IOException {
        List<ImputedSite> sites = run(request());
        assertThat(origins(sites)).isEqualTo(Map.of(Origin.TYPED, 60, Origin.IMPUTED, 240));
        double error = 0;
        for (int i = 0; i < SITES; i++) {
            ImputedSite site = sites.get(i);
            assertThat(site.site().pos()).isEqualTo(people.site(i).pos());
            assertThat(site.genotypes().sampleCount()).isEqualTo(2);
            for (int h = 0; h < 4; h++) {
                boolean alt = people.allele(i, 2 * PANEL_SAMPLES + h) == 1;
                float p = site.genotypes().altProbability(0, h);
                if (site.origin() == Origin.TYPED) assertThat(p).isEqualTo(alt ? 1 : 0);
                error += Math.abs(p - (alt ? 1 : 0));
            }
            float sum = 0;
            for (int[] g : new int[][] {{0, 0}, {0, 1}, {1, 1}})
                sum += site.genotypes().posterior(1, g[0], g[1]);
            assertThat(sum).isCloseTo(1, within(1e-4f));
            assertThat(site.r2().isPresent()).isTrue();
            assertThat(site.leftOut()).isEmpty();
        }
        assertThat(error / (4 * SITES)).isLessThan(0.1);
    }

    @Test
    void aRegionIsWrittenAloneAndTargetOnlySitesAmongThePanels() throws IOException {
        Files.writeString(targetFile, vcf(new int[] {28, 29}, 5, "20\t1\t.\tA\tC\t.\t.\t.\tGT\t0|1\t.|.\n"));
        int first = people.site(100).pos();
        int last = people.site(199).pos();
        List<ImputedSite> region = run(with(
                request(),
                Optional.of(new Region("20", first, last)),
                ImputeRequest.Windows.defaults(),
                keepingTargetOnly()));
        assertThat(region).hasSize(100);
        assertThat(region.get(0).site().pos()).isEqualTo(first);
        assertThat(origins(run(request()))).doesNotContainKey(Origin.TARGET_ONLY);
        List<ImputedSite> all =
                run(with(request(), Optional.empty(), ImputeRequest.Windows.defaults(), keepingTargetOnly()));
        ImputedSite own = all.get(0);
        assertThat(own.origin()).isEqualTo(Origin.TARGET_ONLY);
        assertThat(own.genotypes().allele(1)).isEqualTo((byte) 1);
        assertThat(own.genotypes().called(0)).isTrue();
        assertThat(own.genotypes().called(1)).isFalse();
        assertThat(own.frequency(0)).isEqualTo(0.5);
        assertThat(own.r2()).isEmpty();
    }

    /** The leak guard: a target that is in the panel gets what it gets from a panel without it. */
    @Test
    void aTargetThatIsInThePanelDoesNotCopyItself() throws IOException {
        Files.writeString(targetFile, vcf(new int[] {3}, 5, ""));
        ImputeRequest r = request();
        assertThatThrownBy(() -> run(r))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all targets are in the panel; found 1 of 1")
                .hasMessageEndingWith("or go on with --accept targets-in-panel");
        ImputeRequest.Sites d = r.sites();
        ImputeRequest.Sites accepting = new ImputeRequest.Sites(
                d.missing(), d.strand(), d.targetOnly(), d.flawed(), Set.of(Safeguard.TARGETS_IN_PANEL));
        List<ImputedSite> inside = run(with(r, r.region(), r.windows(), accepting));
        int[] others = IntStream.range(0, PANEL_SAMPLES).filter(s -> s != 3).toArray();
        Files.writeString(panelFile, vcf(others, 1, ""));
        List<ImputedSite> outside = run(request());
        for (int i = 0; i < SITES; i++) {
            for (int h = 0; h < 2; h++) {
                assertThat(inside.get(i).genotypes().altProbability(0, h))
                        .isEqualTo(outside.get(i).genotypes().altProbability(0, h));
            }
        }
    }

    @Test
    void aTargetThatIsTheOnlyPanelSampleIsRefused() throws IOException {
        Files.writeString(panelFile, vcf(new int[] {3}, 1, ""));
        Files.writeString(targetFile, vcf(new int[] {3, 4}, 5, ""));
        assertThatThrownBy(() -> run(request()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "--panel: a target is the only sample of the panel: nothing is left to copy from; found S3");
    }

    @Test
    void chunksTogetherGiveTheSitesOfTheWhole() throws IOException {
        ImputeRequest.Windows whole = new ImputeRequest.Windows(0.006, 0.003, Optional.empty());
        List<ImputedSite> all = run(with(request(), Optional.empty(), whole, ImputeRequest.Sites.defaults()));
        List<ImputedSite> joined = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            ImputeRequest.Windows part = new ImputeRequest.Windows(0.006, 0.003, Optional.of(new Chunk(number, 3)));
            joined.addAll(run(with(request(), Optional.empty(), part, ImputeRequest.Sites.defaults())));
        }
        assertThat(joined).hasSize(SITES);
        for (int i = 0; i < SITES; i++) {
            assertThat(joined.get(i).genotypes().altProbability(0, 2))
                    .isEqualTo(all.get(i).genotypes().altProbability(0, 2));
        }
    }

    @Test
    void typedSitesAreLeftOutWhereThatIsAskedFor() throws IOException {
        ImputeRequest r = request();
        List<ImputedSite> sites = run(new ImputeRequest(
                r.input(), r.region(), r.windows(), r.sites(), EmpiricalR2.LEAVE_ONE_OUT, r.working(), 1));
        for (ImputedSite site : sites) {
            assertThat(site.leftOut().isPresent()).isEqualTo(site.origin() == Origin.TYPED);
        }
    }

    /** What a run told its recorder. */
    private static final class Told implements RunRecorder {
        private final Set<String> files = new HashSet<>();
        private final Map<String, Object> results = new HashMap<>();
        private final Set<String> phases = new HashSet<>();

        @Override
        public synchronized void input(String role, Path file) {
            files.add("in " + role);
        }

        @Override
        public synchronized void output(String role, Path file) {
            files.add("out " + role);
        }

        @Override
        public void config(String name, Object settings) {}

        @Override
        public synchronized void result(String name, Object value) {
            results.put(name, value);
        }

        @Override
        public <T, E extends Exception> T phase(String name, Work<T, E> work) throws E {
            synchronized (this) {
                phases.add(name);
            }
            return work.result();
        }

        @Override
        public Progress progress(String task, String unit, long total) {
            return Progress.SILENT;
        }
    }

    @Test
    void theRecorderHearsOfFilesPhasesAndCountsAndTheTableOfSitesIsWritten() throws IOException {
        ImputeRequest r = request();
        Path table = folder.resolve("sites.tsv");
        Told told = new Told();
        Imputer.run(
                new ImputeRequest(
                        r.input(),
                        r.region(),
                        r.windows(),
                        r.sites(),
                        r.empirical(),
                        new ImputeRequest.Working(folder.resolve("scratch"), Optional.of(table)),
                        1),
                METHOD,
                plan -> site -> {},
                told);
        assertThat(told.files).containsExactlyInAnyOrder("in panel", "in target", "out sites");
        assertThat(told.phases).containsExactlyInAnyOrder("read panel", "read targets", "estimate rate", "impute");
        assertThat(told.results)
                .containsEntry("samples", 2)
                .containsEntry("sites", SITES)
                .containsEntry("typedSites", 60)
                .containsEntry("windows", 1)
                .containsEntry("resumedWindows", 0)
                .containsEntry("targetSites", Map.of("MATCHED", 60));
        assertThat(Files.readAllLines(table)).hasSize(61);
    }

    @Test
    void ignoredPhaseIsAsIfItHadNeverBeenTold() throws IOException {
        ImputeRequest.Input in = request().input();
        ImputeRequest.Input ignoring = new ImputeRequest.Input(
                in.panel(), in.target(), in.map(), in.males(), ImputeRequest.TargetPhase.IGNORED);
        List<ImputedSite> ignored = run(ImputeRequest.of(ignoring, folder.resolve("scratch")));
        Files.writeString(targetFile, vcf(new int[] {28, 29}, 5, "").replace('|', '/'));
        List<ImputedSite> unphased = run(request());
        for (int i = 0; i < SITES; i++) {
            for (int h = 0; h < 4; h++) {
                assertThat(ignored.get(i).genotypes().altProbability(0, h))
                        .isEqualTo(unphased.get(i).genotypes().altProbability(0, h));
            }
        }
    }

    @Test
    void whereNoTargetSiteCanBeUsedTheTableIsThereAndTheSinkIsNotOpened() throws IOException {
        Files.writeString(
                targetFile,
                vcf(new int[] {28}, 5, "").replace("\n20\t", "\n21\t").replace("ID=20", "ID=21"));
        ImputeRequest r = request();
        Path table = folder.resolve("sites.tsv");
        ImputeRequest asked = new ImputeRequest(
                r.input(),
                r.region(),
                r.windows(),
                r.sites(),
                r.empirical(),
                new ImputeRequest.Working(folder.resolve("scratch"), Optional.of(table)),
                1);
        assertThatThrownBy(() -> Imputer.run(
                        asked,
                        METHOD,
                        plan -> {
                            throw new AssertionError("opened");
                        },
                        RunRecorder.SILENT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no target site can be used")
                .hasMessageContaining(table + " has every site and its fate");
        assertThat(table).exists();
        assertThatThrownBy(() -> run(r))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("of the same contig and genome build");
    }

    @Test
    void aSinkThatHasWindowsAlreadyGetsTheOthersToTheSameBytes() throws IOException {
        ImputeRequest request = with(
                request(),
                Optional.empty(),
                new ImputeRequest.Windows(0.006, 0.003, Optional.empty()),
                ImputeRequest.Sites.defaults());
        Path whole = folder.resolve("whole.vcf.gz");
        Path resumed = folder.resolve("resumed.vcf.gz");
        Imputer.run(request, METHOD, plan -> writer(whole, plan, false), RunRecorder.SILENT);
        assertThatThrownBy(() -> Imputer.run(
                        request, METHOD, plan -> new FailingSink(writer(resumed, plan, false), 2), RunRecorder.SILENT))
                .hasMessage("the disk is full");
        assertThat(resumed).doesNotExist();
        Told told = new Told();
        Imputer.run(request, METHOD, plan -> writer(resumed, plan, true), told);
        assertThat(told.results).containsEntry("resumedWindows", 2);
        assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
    }

    private static ImputedVcfWriter writer(Path path, Genome genome, boolean resume) {
        ImputedVcfHeader header =
                new ImputedVcfHeader(genome.samples(), genome.contigs(), List.of(), Set.of(OutputField.DS));
        return ImputedVcfWriter.resumable(path, header, 1, "run", resume);
    }

    private static RunSummary summary(ImputeRequest request, List<ImputedSite> sites) throws IOException {
        Imputer imputer = new Imputer(request, RunRecorder.SILENT);
        try (Genome genome = imputer.open()) {
            return imputer.imputeAndSum(
                            genome,
                            METHOD,
                            begun -> sites::add,
                            PanelGroups.none(),
                            new RunSummary.Heading("out", "panel", "target", "copying", "HapRAG"))
                    .summary();
        }
    }

    @Test
    void theSummaryCountsWhatIsWrittenAndChangesNothingOfIt() throws IOException {
        ImputeRequest asked = with(
                request(),
                Optional.empty(),
                new ImputeRequest.Windows(.1, .1, Optional.empty()),
                ImputeRequest.Sites.defaults());
        List<ImputedSite> sites = new ArrayList<>();
        RunSummary summary = summary(asked, sites);
        assertThat(sites).hasSameSizeAs(run(asked));
        assertThat(summary.r2().sites(MafStratum.ALL)).isEqualTo(240);
        assertThat(summary.tracks().get(0).windows().stream()
                        .mapToInt(ChromosomeTrack.Window::typedSites)
                        .sum())
                .isEqualTo(60);
        assertThat(summary.samples()).hasSize(2).allSatisfy(s -> {
            assertThat(s.callRate()).isEqualTo(1);
            assertThat(s.phaseKnown()).isEqualTo(1);
        });
        assertThat(summary.leftOut().sites(MafStratum.ALL))
                .as("a fifth of 60, in windows")
                .isBetween(1, 12);
        assertThat(summary.coverage()).isEqualTo(RunSummary.Coverage.SAMPLE);
        assertThat(summary.warnings()).extracting(RunWarning::what).anyMatch(w -> w.startsWith("no genetic map"));
    }

    @Test
    void withEmpiricalEveryTypedGenotypeIsLeftOut() throws IOException {
        ImputeRequest r = request();
        ImputeRequest asked = new ImputeRequest(
                r.input(), r.region(), r.windows(), r.sites(), EmpiricalR2.LEAVE_ONE_OUT, r.working(), 1);
        RunSummary summary = summary(asked, new ArrayList<>());
        assertThat(summary.leftOut().of(MafStratum.ALL).genotypes()).isEqualTo(2 * 60);
        assertThat(summary.leftOut().samples()).isEqualTo(2);
        assertThat(summary.coverage()).isEqualTo(RunSummary.Coverage.ALL);
    }
}
