package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.io.ContigDescription;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedSite;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.Males;
import org.haprag.io.OutputField;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.io.hpanel.PanelFileWriter;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.SiteFates;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenomeTest {
    private static final ImputationMethod METHOD = ImputationMethod.retrieval(RetrievalConfig.copyingAlone());
    private static final int SITES = 200;
    private static final int PANEL_SAMPLES = 28;

    /** Samples behind those of the panel; the first one is male. */
    private static final int[] TARGETS = {28, 29, 30, 31};

    private static final ImputeRequest.Windows WINDOWS = new ImputeRequest.Windows(0.006, 0.003, Optional.empty());

    @TempDir
    Path folder;

    private final Map<String, HaplotypePanel> people = new HashMap<>();

    @BeforeEach
    void twoContigs() throws IOException {
        people.put("20", TinyPanels.mosaicPanel(64, SITES, 8, 7));
        people.put("21", TinyPanels.mosaicPanel(64, SITES, 8, 8));
        write("p20.vcf", panel(), 1, "20");
        write("p21.vcf", panel(), 1, "21");
        write("p.vcf", panel(), 1, "20", "21");
        write("t20.vcf", TARGETS, 5, "20");
        write("t21.vcf", TARGETS, 5, "21");
        write("t.vcf", TARGETS, 5, "20", "21");
    }

    private static int[] panel() {
        return IntStream.range(0, PANEL_SAMPLES).toArray();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void write(String name, int[] samples, int everyNth, String... contigs) throws IOException {
        StringBuilder out = new StringBuilder("##fileformat=VCFv4.2\n");
        for (String contig : contigs) out.append("##contig=<ID=" + contig + ",length=" + length(contig) + ">\n");
        out.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s : samples) out.append("\tS").append(s);
        out.append('\n');
        for (String contig : contigs) {
            HaplotypePanel of = people.get(contig);
            for (int i = 0; i < SITES; i += everyNth) record(out, of, i, contig, samples);
        }
        Files.writeString(file(name), out);
    }

    private static int length(String contig) {
        return contig.equals("X") ? 156_040_895 : 48_129_895;
    }

    private static void record(StringBuilder out, HaplotypePanel of, int i, String contig, int[] samples) {
        Site site = of.site(i);
        out.append(contig + "\t" + site.pos() + "\t.\t" + site.ref() + "\t" + String.join(",", site.alts())
                + "\t.\t.\t.\tGT");
        boolean males = contig.equals("X") && site.pos() >= FIRST_BEHIND && site.pos() < SECOND;
        for (int s : samples) {
            out.append('\t').append(of.allele(i, 2 * s));
            if (!males || s % 2 == 1) out.append('|').append(of.allele(i, 2 * s + 1));
        }
        out.append('\n');
    }

    private ImputeRequest request(String panel, String target) {
        return request(new ImputeRequest.Input(file(panel), file(target), Optional.empty()), Optional.empty(), WINDOWS);
    }

    private ImputeRequest request(ImputeRequest.Input input, Optional<Region> region, ImputeRequest.Windows windows) {
        return new ImputeRequest(
                input,
                region,
                windows,
                ImputeRequest.Sites.defaults(),
                EmpiricalR2.NONE,
                new ImputeRequest.Working(file("scratch"), Optional.of(file("sites.tsv"))),
                2);
    }

    private static ImputedVcfWriter writer(Path path, Genome genome, boolean resume) {
        ImputedVcfHeader header = new ImputedVcfHeader(
                genome.samples(), genome.contigs(), List.of(), Set.of(OutputField.GT, OutputField.HDS));
        return ImputedVcfWriter.resumable(path, header, 1, "run", resume);
    }

    /** Imputes, and gives the lines of the output; those of the header are not among them. */
    private List<String> records(ImputeRequest request) throws IOException {
        Path out = file("out.vcf.gz");
        Imputer.run(request, METHOD, genome -> writer(out, genome, false), RunRecorder.SILENT);
        return lines(out).stream().filter(line -> !line.startsWith("#")).toList();
    }

    private static List<String> lines(Path vcf) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(vcf))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private List<String> ofTwoRuns() throws IOException {
        List<String> both = new ArrayList<>(records(request("p20.vcf", "t20.vcf")));
        both.addAll(records(request("p21.vcf", "t21.vcf")));
        return both;
    }

    @Test
    void twoContigsInOneRunGiveTheRecordsOfTwoRunsJoined() throws IOException {
        List<String> two = ofTwoRuns();
        assertThat(two).hasSize(2 * SITES);
        assertThat(records(request("p.vcf", "t.vcf"))).isEqualTo(two);
        assertThat(lines(file("out.vcf.gz")))
                .containsSequence("##contig=<ID=20,length=48129895>", "##contig=<ID=21,length=48129895>");
    }

    @Test
    void theTargetsMayHaveTheirContigsInAnotherOrderAndThePanelOneFileAContig() throws IOException {
        List<String> two = ofTwoRuns();
        write("t.vcf", TARGETS, 5, "21", "20");
        assertThat(records(request("p.vcf", "t.vcf"))).isEqualTo(two);
        assertThat(records(request("p{}.vcf", "t.vcf"))).isEqualTo(two);
        assertThat(records(request("p{}.vcf", "t{}.vcf"))).isEqualTo(two);
    }

    @Test
    void panelFilesKeepTheLengthOfTheirContig() throws IOException {
        for (String contig : List.of("20", "21")) {
            var read = PanelReader.read(file("p" + contig + ".vcf"), PanelReadOptions.defaults());
            assertThat(read.description().lengthBp()).hasValue(48_129_895);
            PanelFileWriter.write(read.panel(), read.description(), file("p." + contig + ".hpanel"));
        }
        List<String> two = ofTwoRuns();
        assertThat(records(request("p.{}.hpanel", "t.vcf"))).isEqualTo(two);
        assertThat(lines(file("out.vcf.gz"))).contains("##contig=<ID=21,length=48129895>");
    }

    @Test
    void aLengthThatNoFileTellsIsNotInvented() throws IOException {
        Files.writeString(file("p20.vcf"), Files.readString(file("p20.vcf")).replace(",length=48129895", ""));
        records(request("p20.vcf", "t.vcf"));
        assertThat(lines(file("out.vcf.gz"))).contains("##contig=<ID=20>");
        var read = PanelReader.read(file("p20.vcf"), PanelReadOptions.defaults());
        assertThat(read.description()).isEqualTo(ContigDescription.NONE);
    }

    @Test
    void chunksAreCountedOverAllContigsAndJoinToTheWholeRun() throws IOException {
        List<String> all = new ArrayList<>();
        Set<Integer> sizes = new java.util.HashSet<>();
        ImputeRequest whole = request("p.vcf", "t.vcf");
        for (int number = 1; number <= 3; number++) {
            ImputeRequest.Windows part = new ImputeRequest.Windows(0.006, 0.003, Optional.of(new Chunk(number, 3)));
            List<String> own = records(request(whole.input(), Optional.empty(), part));
            sizes.add(own.size());
            all.addAll(own);
        }
        assertThat(all).isEqualTo(ofTwoRuns());
        assertThat(sizes).allMatch(n -> n > SITES / 3 && n < SITES);
    }

    @Test
    void anInterruptedRunGoesOnInTheContigThatItWasIn() throws IOException {
        ImputeRequest request = request("p.vcf", "t.vcf");
        Told whole = new Told();
        Imputer.run(request, METHOD, genome -> writer(file("whole.vcf.gz"), genome, false), whole);
        int windows = (int) whole.results.get("windows");
        for (int stop : new int[] {windows / 2 - 1, windows / 2, windows - 1}) {
            Path resumed = file("resumed" + stop + ".vcf.gz");
            assertThatThrownBy(() -> Imputer.run(
                            request,
                            METHOD,
                            genome -> new FailingSink(writer(resumed, genome, false), stop),
                            RunRecorder.SILENT))
                    .hasMessage("the disk is full");
            Told told = new Told();
            Imputer.run(request, METHOD, genome -> writer(resumed, genome, true), told);
            assertThat(told.results).containsEntry("resumedWindows", stop).containsEntry("sites", 2L * SITES);
            assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(file("whole.vcf.gz")));
            assertThat(Files.readAllBytes(file("resumed" + stop + ".vcf.gz.tbi")))
                    .isEqualTo(Files.readAllBytes(file("whole.vcf.gz.tbi")));
        }
    }

    private static final class Told implements RunRecorder {
        private final Map<String, Object> results = new HashMap<>();

        @Override
        public void input(String role, Path file) {}

        @Override
        public void output(String role, Path file) {}

        @Override
        public void config(String name, Object settings) {}

        @Override
        public synchronized void result(String name, Object value) {
            results.put(name, value);
        }

        @Override
        public <T, E extends Exception> T phase(String name, Work<T, E> work) throws E {
            return work.result();
        }

        @Override
        public Progress progress(String task, String unit, long total) {
            return Progress.SILENT;
        }
    }

    @Test
    void eachContigIsToldOfByItselfAndAllTogether() throws IOException {
        Told told = new Told();
        Imputer.run(request("p.vcf", "t.vcf"), METHOD, genome -> site -> {}, told);
        assertThat(told.results)
                .containsEntry("sites", 2L * SITES)
                .containsEntry("typedSites", 80L)
                .containsEntry("targetSites", Map.of("MATCHED", 80))
                .doesNotContainKey("switchRate");
        List<?> contigs = (List<?>) told.results.get("contigs");
        assertThat(contigs).hasSize(2);
        Map<?, ?> second = (Map<?, ?>) contigs.get(1);
        assertThat(second.get("contig")).isEqualTo("21");
        assertThat(second.get("sites")).isEqualTo(SITES);
        assertThat(second.get("targetSites")).isEqualTo(Map.of("MATCHED", 40));
        assertThat(second.keySet().stream().map(Object::toString))
                .contains("phasing", "switchRate", "windows", "typedSites");
        List<String> table = Files.readAllLines(file("sites.tsv"));
        assertThat(table).hasSize(81);
        assertThat(table.get(41)).startsWith("21\t");
    }

    @Test
    void contigsThatOneSideLacksAreLeftOutAndTold() throws IOException {
        Told told = new Told();
        List<ImputedSite> sites = new ArrayList<>();
        Imputer.run(request("p.vcf", "t21.vcf"), METHOD, genome -> sites::add, told);
        assertThat(sites).hasSize(SITES).allMatch(s -> s.site().contig().equals("21"));
        assertThat(told.results).containsEntry("contigsWithoutTargets", List.of("20"));
        assertThat(records(request("p20.vcf", "t.vcf"))).isEqualTo(records(request("p20.vcf", "t20.vcf")));
        records(request("p20.vcf", "t.vcf"));
        List<String> table = Files.readAllLines(file("sites.tsv"));
        assertThat(table).hasSize(81);
        assertThat(table.subList(41, 81))
                .allMatch(line -> line.startsWith("21\t") && line.contains("\tNOT_IN_PANEL\t"));
    }

    @Test
    void aMapOfAllContigsAndOneFileAContigGiveTheSame() throws IOException {
        String header = "pos chr cM\n";
        String of20 = "1 20 0\n100000000 20 300\n";
        String of21 = "1 21 0\n100000000 21 50\n";
        Files.writeString(file("all.map"), header + of20 + of21);
        Files.writeString(file("map.chr20.txt"), header + of20);
        Files.writeString(file("map.chr21.txt"), header + of21);
        List<String> one = records(withMap("all.map"));
        assertThat(records(withMap("map.chr{}.txt"))).isEqualTo(one).isNotEqualTo(records(request("p.vcf", "t.vcf")));
        Files.writeString(file("all.map"), header + of20);
        assertThatThrownBy(() -> records(withMap("all.map")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the genetic map has no points for contig 21");
        Files.delete(file("map.chr21.txt"));
        assertThatThrownBy(() -> records(withMap("map.chr{}.txt")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none for contig 21");
    }

    private ImputeRequest withMap(String map) {
        return request(
                new ImputeRequest.Input(file("p.vcf"), file("t.vcf"), Optional.of(file(map))),
                Optional.empty(),
                WINDOWS);
    }

    @Test
    void theSummaryCoversAllContigs() throws IOException {
        Imputer imputer = new Imputer(request("p.vcf", "t.vcf"), RunRecorder.SILENT);
        RunSummary summary;
        try (Genome genome = imputer.open()) {
            summary = imputer.imputeAndSum(
                            genome,
                            METHOD,
                            begun -> site -> {},
                            PanelGroups.none(),
                            new RunSummary.Heading("out", "panel", "target", "copying", "HapRAG"))
                    .summary();
        }
        assertThat(summary.sites()).extracting(SiteFates::contig).containsExactly("20", "21");
        assertThat(summary.tracks()).extracting(ChromosomeTrack::contig).containsExactly("20", "21");
        assertThat(summary.frequencies().count()).isEqualTo(80);
        assertThat(summary.samples()).hasSize(TARGETS.length).allMatch(s -> s.callRate() == 1);
    }

    @Test
    void targetsOfTwoContigsArePhasedInOneRun() throws IOException {
        List<ImputedSite> sites = new ArrayList<>();
        List<String> contigs = new ArrayList<>();
        Phaser.run(
                PhaseRequest.of(request("p.vcf", "t.vcf").input()),
                (targets, lines) -> {
                    lines.stream().map(ContigLine::name).forEach(contigs::add);
                    return sites::add;
                },
                RunRecorder.SILENT);
        assertThat(contigs).containsExactly("20", "21");
        assertThat(sites).hasSize(80);
        assertThat(sites.get(40).site().contig()).isEqualTo("21");
    }

    // X of GRCh38

    private static final int FIRST_BEHIND = 2_781_480;
    private static final int SECOND = 155_701_383;

    /** Sites of X, some in each pseudo-autosomal region. */
    private void x() throws IOException {
        HaplotypePanel mosaic = TinyPanels.mosaicPanel(64, SITES, 8, 9);
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            int pos = i < 60 ? 2_700_000 + 100 * i : i < 140 ? 2_800_000 + 100 * i : 155_800_000 + 100 * i;
            sites.add(new Site("X", pos, ".", "A", List.of("G")));
        }
        people.put("X", new HaplotypePanel(mosaic.samples(), sites, mosaic.alleles()));
        write("px.vcf", panel(), 1, "X");
        write("tx.vcf", TARGETS, 5, "X");
    }

    private List<String> byRegions() throws IOException {
        List<String> joined = new ArrayList<>();
        for (Region part : List.of(
                new Region("X", 1, FIRST_BEHIND - 1),
                new Region("X", FIRST_BEHIND, SECOND - 1),
                new Region("X", SECOND, 156_040_895))) {
            joined.addAll(records(request(request("px.vcf", "tx.vcf").input(), Optional.of(part), WINDOWS)));
        }
        return joined;
    }

    @Test
    void xIsImputedInStretchesOfOnePloidyAsByOneRunEach() throws IOException {
        x();
        List<String> one = records(request("px.vcf", "tx.vcf"));
        assertThat(one).isEqualTo(byRegions()).hasSize(SITES);
        assertThat(one.get(59).split("\t")[9]).contains("|");
        assertThat(one.get(60).split("\t")[9]).doesNotContain("|");
        assertThat(one.get(60).split("\t")[10]).contains("|");
        assertThat(one.get(140).split("\t")[9]).contains("|");
    }

    /** As PLINK 1 writes it: 23, with haploid males. */
    @Test
    void the23OfTheTargetsIsXOfThePanel() throws IOException {
        x();
        write("p20x.vcf", panel(), 1, "20", "X");
        write("t20x.vcf", TARGETS, 5, "20", "X");
        List<String> byName = records(request("p20x.vcf", "t20x.vcf"));
        String numbered =
                Files.readString(file("t20x.vcf")).replace("ID=X,", "ID=23,").replaceAll("(?m)^X\t", "23\t");
        Files.writeString(file("t20n.vcf"), numbered);
        assertThat(records(request("p20x.vcf", "t20n.vcf"))).isEqualTo(byName).hasSize(2 * SITES);
        assertThat(Files.readString(file("sites.tsv"))).doesNotContain("NOT_IN_PANEL");
        assertThat(records(request("px.vcf", "t20n.vcf"))).hasSize(SITES);
    }

    @Test
    void whereOnlyTheTargetsChangePloidyTheKnownBordersCut() throws IOException {
        x();
        write(
                "px.vcf",
                IntStream.range(0, PANEL_SAMPLES).filter(s -> s % 2 == 1).toArray(),
                1,
                "X");
        Told told = new Told();
        Imputer.run(request("px.vcf", "tx.vcf"), METHOD, genome -> site -> {}, told);
        assertThat(((List<?>) told.results.get("contigs")).stream().map(c -> ((Map<?, ?>) c).get("contig")))
                .isEqualTo(List.of("X:1-2781479", "X:2781480-155701382", "X:155701383-"));
    }

    @Test
    void malesOfAListAreHaploidBetweenThePseudoAutosomalRegions() throws IOException {
        x();
        List<String> haploid = records(request("px.vcf", "tx.vcf"));
        malesAsDiploids("px.vcf", "tx.vcf");
        assertThat(Files.readString(file("tx.vcf"))).contains("0|0");
        assertThat(records(withMales("px.vcf", "tx.vcf"))).isEqualTo(haploid);
    }

    private void malesAsDiploids(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(file(name), Files.readString(file(name)).replaceAll("(?m)\t([01])(?=[\t\n])", "\t$1|$1"));
        }
    }

    private ImputeRequest withMales(String panel, String target) {
        Set<String> males = IntStream.range(0, 32)
                .filter(s -> s % 2 == 0)
                .mapToObj(s -> "S" + s)
                .collect(java.util.stream.Collectors.toSet());
        ImputeRequest.Input input = new ImputeRequest.Input(
                file(panel), file(target), Optional.empty(), new Males(males), ImputeRequest.TargetPhase.TRUSTED);
        return request(input, Optional.empty(), WINDOWS);
    }

    /** As of 1000 Genomes, whose panel of X lies between the pseudo-autosomal regions. */
    @Test
    void aPanelMayHaveNoSitesInAPseudoAutosomalRegion() throws IOException {
        x();
        Files.writeString(
                file("px.vcf"), Files.readString(file("px.vcf")).replaceAll("(?m)^X\t(27|1558)[0-9]+\t.*\n", ""));
        Region between = new Region("X", FIRST_BEHIND, SECOND - 1);
        List<String> haploid = records(request(request("px.vcf", "tx.vcf").input(), Optional.of(between), WINDOWS));
        malesAsDiploids("px.vcf", "tx.vcf");
        assertThat(records(withMales("px.vcf", "tx.vcf"))).isEqualTo(haploid).hasSize(80);
        assertThat(Files.readAllLines(file("sites.tsv")))
                .hasSize(41)
                .filteredOn(l -> l.contains("\tNOT_IN_PANEL\t"))
                .hasSize(24);
    }

    @Test
    void theContigsBehindXAreImputedWhereMalesAreKnown() throws IOException {
        x();
        write("px20.vcf", panel(), 1, "X", "20");
        write("tx20.vcf", TARGETS, 5, "X", "20");
        List<String> haploid = records(request("px20.vcf", "tx20.vcf"));
        malesAsDiploids("px20.vcf", "tx20.vcf");
        assertThat(records(withMales("px20.vcf", "tx20.vcf")))
                .isEqualTo(haploid)
                .hasSize(2 * SITES);
    }

    @Test
    void targetsWithoutGenotypesAreNamedAsThat() throws IOException {
        Files.writeString(file("t20.vcf"), Files.readString(file("t20.vcf")).replace("\tGT\t", "\tDS\t"));
        assertThatThrownBy(() -> records(request("p20.vcf", "t20.vcf")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "--target: none of the target records can be used; found 40 records: there is no GT in"
                                + " FORMAT, expected at least one typed site. Fix: give called genotypes (GT)");
        assertThat(Files.readAllLines(file("sites.tsv")))
                .hasSize(41)
                .element(1)
                .asString()
                .contains("NO_GENOTYPES");
    }

    @Test
    void aSingleCallOfTheWrongPloidyIsNoBorder() throws IOException {
        x();
        String text = Files.readString(file("tx.vcf"));
        int record = text.indexOf("\nX\t2810500\t");
        String odd = text.substring(record).replaceFirst("\tGT\t([01])\t", "\tGT\t$1/$1\t");
        Files.writeString(file("tx.vcf"), text.substring(0, record) + odd);
        assertThatThrownBy(() -> records(request("px.vcf", "tx.vcf")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the number of alleles of sample S28 changes within what is read");
    }

    @Test
    void ploidyThatChangesOnAnAutosomeIsRefused() throws IOException {
        String text = Files.readString(file("p.vcf"));
        int line = text.indexOf("\n21\t");
        Files.writeString(
                file("p.vcf"),
                text.substring(0, line) + text.substring(line).replaceFirst("(?m)\t[01]\\|[01]\n(?=21)", "\t1\n"));
        assertThatThrownBy(() -> records(request("p.vcf", "t.vcf")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("changes within what is read");
    }
}
