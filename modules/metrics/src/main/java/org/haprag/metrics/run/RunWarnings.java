package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haprag.metrics.MafStratum;

/** What the user should look at, found in the parts of a {@link RunSummary}. */
public final class RunWarnings {
    /** Typed sites a cM below which the copying model has little to go by. */
    public static final double FEW_PER_CM = 0.5;

    private static final double FEW_USED = .5;
    private static final double LOW_CALL_RATE = .95;
    private static final double LOW_CONCORDANCE = .9;
    private static final double FAR = 5;
    private static final int FEW_SAMPLES = 20;

    /** Typed sites below which heterozygosity is that of a few haplotypes, and differs much between healthy people. */
    private static final int SITES_FOR_HETEROZYGOSITY = 2000;

    /** Of a normal distribution, standard deviation over median absolute deviation. */
    private static final double OF_MEDIAN = 1.4826;

    /** Target sites that are not expected in every panel. */
    private static final Set<String> UNEXPECTED = Set.of("ALLELES_DIFFER", "AMBIGUOUS_STRAND");

    private final List<RunWarning> found = new ArrayList<>();

    private void add(String what, String fix) {
        found.add(new RunWarning(what, fix));
    }

    /** Of sites and frequencies: known before anything is imputed. */
    public RunWarnings sites(SiteFates sites, FrequencySummary frequencies) {
        int otherStrand = sites.count("OTHER_STRAND");
        if (otherStrand > 0) {
            add(
                    count(otherStrand, "target site fits", "target sites fit")
                            + " the panel only on the other strand; not used",
                    "add --fix-strand to recode them, or put the targets on the panel's strand first");
        }
        int palindromes = sites.count("PALINDROME");
        if (palindromes > 0) {
            add(
                    count(palindromes, "palindromic site (A/T or C/G) is", "palindromic sites (A/T or C/G) are")
                            + " most likely on the other strand, by frequency; not used",
                    "put the targets on the panel's strand; the report and OUT.sites.tsv list the sites with both frequencies");
        }
        inverted(frequencies);
        long used = sites.fates().stream()
                .filter(SiteFates.Fate::used)
                .mapToLong(SiteFates.Fate::sites)
                .sum();
        if (used < FEW_USED * sites.targetSites()) {
            add(
                    "only " + used + " of " + sites.targetSites() + " target sites are used",
                    "check that targets and panel are of the same genome build; OUT.sites.tsv has every site and its fate");
        }
        int unexpected = UNEXPECTED.stream().mapToInt(sites::count).sum();
        if (unexpected > .02 * sites.targetSites()) {
            add(
                    count(unexpected, "target site has", "target sites have")
                            + " other alleles than the panel, or A/T and C/G exchanged",
                    "check the strand of the targets, for example with bcftools +fixref; OUT.sites.tsv lists the sites");
        }
        if (sites.typedPerCm() < FEW_PER_CM) {
            add(
                    String.format(
                            Locale.ROOT,
                            "only %d typed sites in %.1f cM: most of the output is little more than allele frequencies",
                            sites.typedSites(),
                            sites.lengthCm()),
                    "use a denser array, or check that the right sites of the targets are there");
        }
        return this;
    }

    private void inverted(FrequencySummary frequencies) {
        List<SiteFrequencies.Outlier> outliers = frequencies.outliers().stream()
                .filter(SiteFrequencies.Outlier::used)
                .toList();
        long palindromic =
                outliers.stream().filter(o -> o.inverted() && o.palindromic()).count();
        long inverted =
                outliers.stream().filter(o -> o.inverted() && !o.palindromic()).count();
        long others = outliers.size() - palindromic - inverted;
        if (palindromic > 0) {
            add(
                    count(palindromic, "palindromic site (A/T or C/G) has", "palindromic sites (A/T or C/G) have")
                            + " inverted frequencies in the targets: they are most likely on the other strand, and their"
                            + " genotypes were used as they are",
                    "remove the sites that the report lists, or flip them, and impute again");
        }
        if (inverted > 0) {
            add(
                    count(inverted, "site has", "sites have")
                            + " inverted frequencies in the targets: their alleles are most likely exchanged",
                    "check REF and ALT of the sites that the report lists, and impute again");
        }
        if (others > 0) {
            add(
                    count(others, "typed site differs", "typed sites differ") + " much in frequency from the panel",
                    "look at the sites that the report lists; remove those that were genotyped badly");
        }
    }

    /** @param targets how many targets the panel has by name */
    public RunWarnings inPanel(int targets) {
        if (targets > 0) {
            add(
                    count(targets, "target is", "targets are")
                            + " in the panel too; what the panel knows of a sample is not used for it",
                    "nothing needs to be done, unless other people have the same names");
        }
        return this;
    }

    /** Of samples, as far as their observed genotypes at so many typed sites tell. */
    public RunWarnings samples(List<SampleQuality> samples, List<SamplePair> pairs, int typedSites) {
        for (SamplePair.Kind kind : SamplePair.Kind.values()) pairs(kind, pairs);
        List<String> low = samples.stream()
                .filter(s -> s.callRate() < LOW_CALL_RATE)
                .map(SampleQuality::name)
                .toList();
        if (!low.isEmpty()) {
            add(
                    count(low.size(), "sample has", "samples have") + " calls at less than 95 % of the typed sites: "
                            + some(low),
                    "check their DNA and genotyping, and leave bad samples out");
        }
        List<String> odd = typedSites < SITES_FOR_HETEROZYGOSITY ? List.of() : farOff(samples);
        if (!odd.isEmpty()) {
            add(
                    count(odd.size(), "sample is", "samples are")
                            + " far more or less heterozygous than the others: "
                            + some(odd),
                    "look for contamination, inbreeding or another origin before their results are used");
        }
        if (samples.size() < FEW_SAMPLES) {
            add(
                    count(samples.size(), "target is", "targets are")
                            + " too few to judge a site by: R2 and AF in the output are estimates from "
                            + (samples.size() == 1 ? "one person" : "so few people"),
                    "filter by GP of each genotype, not by R2, or impute more samples together");
        }
        return this;
    }

    private void pairs(SamplePair.Kind kind, List<SamplePair> pairs) {
        List<SamplePair> some = pairs.stream().filter(p -> p.kind() == kind).toList();
        if (some.isEmpty()) return;
        long targets = some.stream().map(SamplePair::target).distinct().count();
        String first = some.get(0).target()
                + (kind == SamplePair.Kind.NOT_ITS_NAMESAKE
                        ? ""
                        : " and " + some.get(0).other());
        switch (kind) {
            case SAME_TARGETS ->
                add(
                        count(some.size(), "pair of targets has", "pairs of targets have")
                                + " the same genotypes, such as " + first,
                        "find out whether they are duplicates, twins or a swapped tube");
            case IN_PANEL_BY_ANOTHER_NAME ->
                add(
                        count(targets, "target has", "targets have")
                                + " the genotypes of a panel sample of another name, such as " + first
                                + ": it copies from itself, and R2 is too high",
                        "give both the same name, or leave the sample out of the panel");
            case NOT_ITS_NAMESAKE ->
                add(
                        count(targets, "target has", "targets have")
                                + " other genotypes than the panel sample of the same name, such as " + first,
                        "check for swapped samples; rename the targets if the names coincide by chance");
        }
    }

    private static List<String> farOff(List<SampleQuality> samples) {
        double[] all = samples.stream()
                .mapToDouble(SampleQuality::heterozygosity)
                .filter(h -> !Double.isNaN(h))
                .sorted()
                .toArray();
        if (all.length < FEW_SAMPLES) return List.of();
        double median = all[all.length / 2];
        double[] off =
                Arrays.stream(all).map(h -> Math.abs(h - median)).sorted().toArray();
        double far = FAR * OF_MEDIAN * off[off.length / 2];
        return samples.stream()
                .filter(s -> far > 0 && Math.abs(s.heterozygosity() - median) > far)
                .map(SampleQuality::name)
                .toList();
    }

    /** Of what is known once everything is imputed. */
    public RunWarnings leftOut(LeftOutScores scores) {
        List<LeftOutScores.Suspect> suspects = scores.suspects();
        if (!suspects.isEmpty()) {
            long palindromic =
                    suspects.stream().filter(LeftOutScores.Suspect::palindromic).count();
            add(
                    count(
                                    suspects.size(),
                                    "typed site contradicts what the sites around it say",
                                    "typed sites contradict what the sites around them say")
                            + (palindromic > 0 ? ", " + palindromic + " of them palindromic" : ""),
                    "look at the sites that the report lists: most such sites are on the wrong strand or badly genotyped");
        }
        LeftOutScores.Score common = scores.of(MafStratum.COMMON);
        if (common.genotypes() >= LeftOutScores.LEAST_GENOTYPES && common.concordance() < LOW_CONCORDANCE) {
            add(
                    String.format(
                            Locale.ROOT,
                            "only %.1f %% of the typed genotypes of common sites are imputed right when they are left out",
                            100 * common.concordance()),
                    "check the sites that other warnings name, the genome build, the genetic map and whether the panel has people of the targets' origin");
        }
        return this;
    }

    /** Of the run itself. @param earlierWindows windows that an interrupted run had left, which no figure covers */
    public RunWarnings run(boolean map, int earlierWindows) {
        if (!map) {
            add(
                    "no genetic map was given, so 1 cM/Mb was assumed",
                    "add --map with the map of the panel's genome build");
        }
        if (earlierWindows > 0) {
            add(
                    count(earlierWindows, "window was", "windows were")
                            + " imputed by an interrupted run: the figures of imputed and left-out sites do not cover them",
                    "impute again without --resume if you need those figures");
        }
        return this;
    }

    public List<RunWarning> list() {
        return List.copyOf(found);
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? ", ..." : "");
    }
}
