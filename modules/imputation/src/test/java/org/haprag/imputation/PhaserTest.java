package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.io.ImputedSite;
import org.haprag.io.RunRecorder;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaserTest {
    private static final int SITES = 400;
    private static final int PANEL_SAMPLES = 60;

    @TempDir
    Path folder;

    private final HaplotypePanel people = TinyPanels.mosaicPanel(140, SITES, 12, 5);
    private final int[] targets = {60, 61, 62, 63};
    private Path panelFile;
    private Path targetFile;

    /** How a call of sample s at site i is written. */
    private interface Call {
        String of(int site, int sample);
    }

    @BeforeEach
    void write() throws IOException {
        panelFile = folder.resolve("p.vcf");
        targetFile = folder.resolve("t.vcf");
        Files.writeString(panelFile, vcf(IntStream.range(0, PANEL_SAMPLES).toArray(), 1, this::phased));
        Files.writeString(targetFile, vcf(targets, 2, this::unphased));
    }

    private String phased(int site, int sample) {
        return people.allele(site, 2 * sample) + "|" + people.allele(site, 2 * sample + 1);
    }

    private String unphased(int site, int sample) {
        int a = people.allele(site, 2 * sample);
        int b = people.allele(site, 2 * sample + 1);
        return Math.min(a, b) + "/" + Math.max(a, b);
    }

    private String vcf(int[] samples, int everyNth, Call call) {
        StringBuilder out = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=20>\n"
                + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s : samples) out.append("\tS").append(s);
        out.append('\n');
        for (int i = 0; i < SITES; i += everyNth) {
            Site site = people.site(i);
            out.append("20\t" + site.pos() + "\t.\t" + site.ref() + "\t" + String.join(",", site.alts())
                    + "\t.\t.\t.\tGT");
            for (int s : samples) out.append('\t').append(call.of(i, s));
            out.append('\n');
        }
        return out.toString();
    }

    private PhaseRequest request() {
        return PhaseRequest.of(new ImputeRequest.Input(panelFile, targetFile, Optional.empty()));
    }

    private PhaseRequest windows(double windowCm, int threads) {
        PhaseRequest r = request();
        return new PhaseRequest(
                r.input(), r.region(), windowCm, windowCm / 3, r.sites(), r.sitesTable(), 0, 0, threads);
    }

    private static List<ImputedSite> run(PhaseRequest request) throws IOException {
        List<ImputedSite> sites = new ArrayList<>();
        Phaser.run(request, (targets, contigs) -> sites::add, RunRecorder.SILENT);
        return sites;
    }

    /** GT and PQ of every sample, as one line a site. */
    private static List<String> told(List<ImputedSite> sites) {
        List<String> out = new ArrayList<>();
        for (ImputedSite site : sites) {
            StringBuilder line = new StringBuilder(site.toString());
            for (int s = 0; s < site.genotypes().sampleCount(); s++)
                line.append(' ').append(told(site, s));
            out.add(line.toString());
        }
        return out;
    }

    private static String told(ImputedSite site, int sample) {
        StringBuilder out = new StringBuilder();
        for (int h = site.genotypes().haplotypes().first(sample);
                h < site.genotypes().haplotypes().end(sample);
                h++) out.append(site.genotypes().allele(h)).append('|');
        return out.append(site.phase().orElseThrow().quality(sample)).toString();
    }

    /** How often neighbouring heterozygotes lie the wrong way round, and how many pairs there are. */
    private int[] switches(List<ImputedSite> sites) {
        return switches(sites, targets);
    }

    private int[] switches(List<ImputedSite> sites, int[] targets) {
        int[] out = new int[2];
        for (int s = 0; s < targets.length; s++) {
            int last = -1;
            for (int i = 0; i < sites.size(); i++) {
                byte first = sites.get(i).genotypes().allele(2 * s);
                if (first == sites.get(i).genotypes().allele(2 * s + 1)) continue;
                int way = first == people.allele(2 * i, 2 * targets[s]) ? 1 : 0;
                if (last >= 0) out[1]++;
                if (last >= 0 && way != last) out[0]++;
                last = way;
            }
        }
        return out;
    }

    @Test
    void heterozygotesAreNearlyAllPhasedAsInTruthAndGenotypesStay() throws IOException {
        List<ImputedSite> sites = run(request());
        assertThat(sites).hasSize(SITES / 2);
        for (int i = 0; i < sites.size(); i++) {
            for (int s = 0; s < targets.length; s++) {
                int sum = sites.get(i).genotypes().allele(2 * s)
                        + sites.get(i).genotypes().allele(2 * s + 1);
                assertThat(sum)
                        .isEqualTo(people.allele(2 * i, 2 * targets[s]) + people.allele(2 * i, 2 * targets[s] + 1));
            }
        }
        int[] switches = switches(sites);
        assertThat(switches[1]).isGreaterThan(80);
        assertThat(switches[0]).isLessThan(switches[1] / 10);
    }

    @Test
    void windowsAreJoinedSoThatTheirBordersCostNothing() throws IOException {
        double length = people.site(SITES - 1).pos() * 1e-6;
        List<ImputedSite> whole = run(request());
        List<ImputedSite> cut = run(windows(length / 5, 1));
        assertThat(switches(cut)[0]).isLessThanOrEqualTo(switches(whole)[0] + 3);
    }

    @Test
    void neitherThreadsNorOtherTargetsNorTheOrderOfAllelesMatter() throws IOException {
        double length = people.site(SITES - 1).pos() * 1e-6;
        List<String> expected = told(run(windows(length / 3, 1)));
        assertThat(told(run(windows(length / 3, 3)))).isEqualTo(expected);
        SplittableRandom random = new SplittableRandom(1);
        Files.writeString(targetFile, vcf(targets, 2, (i, s) -> {
            String sorted = unphased(i, s);
            return random.nextBoolean() ? sorted : sorted.charAt(2) + "/" + sorted.charAt(0);
        }));
        assertThat(told(run(windows(length / 3, 1)))).isEqualTo(expected);
        Files.writeString(targetFile, vcf(new int[] {targets[2]}, 2, this::unphased));
        List<ImputedSite> alone = run(windows(length / 3, 1));
        for (int i = 0; i < alone.size(); i++) {
            assertThat(expected.get(i).split(" ")).contains(told(alone.get(i), 0));
        }
    }

    @Test
    void qualityIsOfEachHeterozygoteButTheFirst() throws IOException {
        List<ImputedSite> sites = run(request());
        for (int s = 0; s < targets.length; s++) {
            boolean first = true;
            for (ImputedSite site : sites) {
                byte quality = site.phase().orElseThrow().quality(s);
                boolean heterozygous =
                        site.genotypes().allele(2 * s) != site.genotypes().allele(2 * s + 1);
                if (heterozygous && !first) assertThat(quality).isBetween((byte) 3, (byte) 60);
                else assertThat(quality).isEqualTo(ImputedSite.PhaseCalls.NO_QUALITY);
                first &= !heterozygous;
            }
        }
    }

    private static boolean whole(int site, int sample) {
        return site % 40 == 2 * (sample - 60);
    }

    private static boolean half(int site, int sample) {
        return site % 40 == 2 * (sample - 60) + 20;
    }

    @Test
    void missingGenotypesAreFilledAndFlagged() throws IOException {
        Files.writeString(
                targetFile,
                vcf(
                        targets,
                        2,
                        (i, s) -> whole(i, s)
                                ? "./."
                                : half(i, s) ? unphased(i, s).charAt(0) + "/." : unphased(i, s)));
        List<ImputedSite> sites = run(request());
        int right = 0;
        int filled = 0;
        for (int i = 0; i < sites.size(); i++) {
            for (int s = 0; s < targets.length; s++) {
                boolean whole = whole(2 * i, targets[s]);
                assertThat(sites.get(i).phase().orElseThrow().filled(s)).isEqualTo(whole || half(2 * i, targets[s]));
                if (!whole) continue;
                filled++;
                int sum = people.allele(2 * i, 2 * targets[s]) + people.allele(2 * i, 2 * targets[s] + 1);
                if (sum
                        == sites.get(i).genotypes().allele(2 * s)
                                + sites.get(i).genotypes().allele(2 * s + 1)) right++;
            }
        }
        assertThat(filled).isEqualTo(40);
        assertThat(right).isGreaterThan(filled * 8 / 10);
    }

    @Test
    void phasedAndHaploidSamplesPassThrough() throws IOException {
        Files.writeString(
                targetFile,
                vcf(
                        targets,
                        2,
                        (i, s) -> s == 60
                                ? phased(i, s)
                                : s == 61 ? String.valueOf(people.allele(i, 2 * s)) : unphased(i, s)));
        List<ImputedSite> sites = run(request());
        for (int i = 0; i < sites.size(); i++) {
            assertThat(told(sites.get(i), 0))
                    .isEqualTo(people.allele(2 * i, 120) + "|" + people.allele(2 * i, 121) + "|-1");
            assertThat(told(sites.get(i), 1)).isEqualTo(people.allele(2 * i, 122) + "|-1");
        }
    }

    @Test
    void aPhasedHeterozygoteSaysWhichHaplotypeIsTheFirstWhateverWindowItLiesIn() throws IOException {
        int last = IntStream.iterate(SITES - 2, i -> i - 2)
                .filter(i -> people.allele(i, 120) != people.allele(i, 121))
                .findFirst()
                .orElseThrow();
        double length = people.site(SITES - 1).pos() * 1e-6;
        List<ImputedSite> free = run(windows(length / 4, 1));
        for (boolean other : new boolean[] {false, true}) {
            String call = other ? "1|0" : "0|1";
            Files.writeString(targetFile, vcf(targets, 2, (i, s) -> s == 60 && i == last ? call : unphased(i, s)));
            List<ImputedSite> sites = run(windows(length / 4, 1));
            assertThat(sites.get(last / 2).genotypes().allele(0)).isEqualTo((byte) (other ? 1 : 0));
            boolean exchanged = free.get(last / 2).genotypes().allele(0)
                    != sites.get(last / 2).genotypes().allele(0);
            for (int i = 0; i < sites.size(); i++) {
                assertThat(sites.get(i).genotypes().allele(exchanged ? 1 : 0))
                        .isEqualTo(free.get(i).genotypes().allele(0));
            }
        }
    }

    /** Phase sets of so many sites, each way round, in every other sample crossing. */
    private static int set(int site, int sample, int length) {
        int step = site / 2;
        return sample % 2 == 0 ? 1 + step / length : 1 + step / (2 * length) * 2 + step % 2;
    }

    private String inSets(int site, int sample, int length) {
        int set = set(site, sample, length);
        String call = phased(site, sample);
        return (set % 3 == 0 ? call.charAt(2) + "|" + call.charAt(0) : call) + ":" + set;
    }

    @Test
    void phaseSetsKeepTheirInnerPhaseOverAllWindowsAndAreJoinedRight() throws IOException {
        double length = people.site(SITES - 1).pos() * 1e-6;
        int unphased = switches(run(windows(length / 5, 1)))[0];
        for (int sites : new int[] {7, 40}) {
            Files.writeString(
                    targetFile, vcf(targets, 2, (i, s) -> inSets(i, s, sites)).replace("\tGT\t", "\tGT:PS\t"));
            List<ImputedSite> phased = run(windows(length / 5, 1));
            for (int s = 0; s < targets.length; s++) {
                Map<Integer, Boolean> straight = new HashMap<>();
                for (int i = 0; i < phased.size(); i++) {
                    byte first = phased.get(i).genotypes().allele(2 * s);
                    if (first == phased.get(i).genotypes().allele(2 * s + 1)) continue;
                    boolean as = first == people.allele(2 * i, 2 * targets[s]);
                    int set = set(2 * i, targets[s], sites);
                    assertThat(straight.computeIfAbsent(set, k -> as))
                            .as("set " + set)
                            .isEqualTo(as);
                }
            }
            assertThat(switches(phased)[0]).isLessThanOrEqualTo(unphased);
        }
    }

    /** A small panel and many targets: their frequencies need not agree. */
    private PhaseRequest referring(int references, int threads, double windowCm) {
        PhaseRequest r = windows(windowCm, threads);
        ImputeRequest.Sites d = r.sites();
        ImputeRequest.Sites sites = new ImputeRequest.Sites(
                d.missing(), d.strand(), d.targetOnly(), d.flawed(), EnumSet.of(Safeguard.FREQUENCIES));
        return new PhaseRequest(
                r.input(), r.region(), r.windowCm(), r.overlapCm(), sites, r.sitesTable(), references, 0, threads);
    }

    @Test
    void targetsAsReferencesHelpOthersAndNeitherOrderNorThreadsMatter() throws IOException {
        // Twenty panel samples, and 60 targets who say more of each other than the panel does.
        int[] many = IntStream.range(60, 120).toArray();
        Files.writeString(panelFile, vcf(IntStream.range(0, 20).toArray(), 1, this::phased));
        Files.writeString(targetFile, vcf(many, 2, this::unphased));
        double length = people.site(SITES - 1).pos() * 1e-6;
        int alone = switches(run(referring(0, 1, length / 3)), many)[0];
        List<ImputedSite> sites = run(referring(40, 1, length / 3));
        assertThat(switches(sites, many)[0]).isLessThan(alone);
        List<String> expected = told(sites);
        assertThat(told(run(referring(40, 3, length / 3)))).isEqualTo(expected);
        int[] reversed = IntStream.rangeClosed(1, 60).map(i -> 120 - i).toArray();
        Files.writeString(targetFile, vcf(reversed, 2, this::unphased));
        List<ImputedSite> other = run(referring(40, 1, length / 3));
        for (int i = 0; i < other.size(); i++) {
            for (int s = 0; s < 60; s++) assertThat(told(other.get(i), s)).isEqualTo(told(sites.get(i), 59 - s));
        }
    }

    @Test
    void aTargetIsNotItsOwnReference() throws IOException {
        // With one target, its own phased haplotypes are all that references could add.
        Files.writeString(targetFile, vcf(new int[] {61}, 2, this::unphased));
        assertThat(told(run(referring(1, 1, 20)))).isEqualTo(told(run(request())));
    }

    @Test
    void aPhaseSetBeginsAtTheFirstHeterozygoteAndWhereverPhaseIsLessSureThanAskedFor() throws IOException {
        PhaseRequest r = request();
        for (int below : new int[] {0, 20}) {
            List<ImputedSite> sites = run(new PhaseRequest(
                    r.input(), r.region(), r.windowCm(), r.overlapCm(), r.sites(), r.sitesTable(), 0, below, 1));
            int sets = 0;
            for (int s = 0; s < targets.length; s++) {
                int set = ImputedSite.PhaseCalls.NO_SET;
                for (ImputedSite site : sites) {
                    ImputedSite.PhaseCalls calls = site.phase().orElseThrow();
                    if (site.genotypes().allele(2 * s) == site.genotypes().allele(2 * s + 1)) {
                        assertThat(calls.set(s)).isEqualTo(ImputedSite.PhaseCalls.NO_SET);
                        continue;
                    }
                    boolean begins = set == ImputedSite.PhaseCalls.NO_SET || calls.quality(s) < below;
                    assertThat(calls.set(s)).isEqualTo(begins ? site.site().pos() : set);
                    set = calls.set(s);
                    if (begins) sets++;
                }
            }
            if (below == 0) assertThat(sets).isEqualTo(targets.length);
            else assertThat(sets).isGreaterThan(targets.length);
        }
    }

    @Test
    void sitesOfTheTargetsAloneAreKeptUnphasedWhereThatIsAskedFor() throws IOException {
        String own = "20\t" + (people.site(SITES - 1).pos() + 10) + "\t.\tA\tC\t.\t.\t.\tGT\t1/0\t0|1\t1/1\t./.\n";
        Files.writeString(targetFile, vcf(targets, 2, this::unphased) + own);
        assertThat(run(request())).hasSize(SITES / 2);
        PhaseRequest r = request();
        ImputeRequest.Sites d = r.sites();
        ImputeRequest.Sites keep = new ImputeRequest.Sites(
                d.missing(), d.strand(), ImputeRequest.TargetOnly.KEEP, d.flawed(), d.accepted());
        List<ImputedSite> sites = run(
                new PhaseRequest(r.input(), r.region(), r.windowCm(), r.overlapCm(), keep, r.sitesTable(), 0, 0, 1));
        assertThat(sites).hasSize(SITES / 2 + 1);
        ImputedSite last = sites.get(SITES / 2);
        assertThat(last.origin()).isEqualTo(ImputedSite.Origin.TARGET_ONLY);
        assertThat(last.genotypes().phased(0)).isFalse();
        assertThat(last.genotypes().allele(0)).isZero();
        assertThat(last.genotypes().phased(1)).isTrue();
    }

    @Test
    void aRegionWithoutTypedSitesIsRefused() {
        int pos = people.site(1).pos();
        PhaseRequest r = request();
        PhaseRequest asked = new PhaseRequest(
                r.input(),
                Optional.of(Region.parse("20:" + pos + "-" + pos)),
                20,
                1,
                r.sites(),
                r.sitesTable(),
                0,
                0,
                1);
        assertThatThrownBy(() -> run(asked))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--region: no typed site lies in the region");
    }
}
