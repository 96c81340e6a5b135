package org.haprag.evaluation;

import java.util.EnumMap;
import java.util.Map;
import org.haprag.evaluation.input.Claim;
import org.haprag.evaluation.input.ImputedAllele;
import org.haprag.evaluation.input.TruthAllele;
import org.haprag.metrics.CallRule;
import org.haprag.metrics.ClaimedR2;
import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.SiteAccuracy;
import org.haprag.metrics.SwitchErrors;

/** Everything that is counted of one method while the files stream by. */
final class MethodTally {
    private final CallRule rule;
    private final int samples;
    private final Map<SiteClass, MafStratifiedScores> untyped = new EnumMap<>(SiteClass.class);
    private final MafStratifiedScores typed;
    private final SwitchErrors typedSwitches;
    private final SwitchErrors commonSwitches;
    private final ClaimedR2 claimedR2 = new ClaimedR2();
    private final Map<Claim, ClaimCheck.Sum> checks = new EnumMap<>(Claim.class);
    private final SiteAccuracy site = new SiteAccuracy();
    private int present;
    private int absent;

    MethodTally(int samples, CallRule rule) {
        this.samples = samples;
        this.rule = rule;
        this.typed = new MafStratifiedScores(samples, rule);
        this.typedSwitches = new SwitchErrors(samples);
        this.commonSwitches = new SwitchErrors(samples);
        for (SiteClass c : SiteClass.values()) untyped.put(c, new MafStratifiedScores(samples, rule));
        for (Claim c : Claim.values()) checks.put(c, new ClaimCheck.Sum());
    }

    /** Counts a site; {@code isThere} is false where the file lacks it and {@code imputed} stands for dosage 0. */
    void add(ScoredSite where, TruthAllele truth, ImputedAllele imputed, boolean isThere) {
        if (isThere) present++;
        else absent++;
        MafStratifiedScores scores = where.typed() ? typed : untyped.get(where.siteClass());
        scores.add(where.maf(), imputed.ds(), imputed.posteriors(), truth.dosages());
        if (truth.phased()
                && imputed.phasedHaplotypes() != null
                && imputed.ofSamples().equals(truth.ofSamples())) {
            scores.addHaplotypes(where.maf(), truth.ofSamples(), imputed.phasedHaplotypes(), truth.haplotypes());
            if (where.siteClass() != SiteClass.MULTI_ALLELIC) addPhase(where, truth, imputed);
        }
        site.measure(imputed.ds(), imputed.posteriors(), truth.dosages(), truth.ofSamples(), rule);
        if (!where.typed()) claimedR2.add(where.maf(), imputed.claim(Claim.R2), site);
        for (Claim c : Claim.values()) checks.get(c).add(imputed.claim(c), imputed.recomputed(c));
    }

    private void addPhase(ScoredSite where, TruthAllele truth, ImputedAllele imputed) {
        String contig = where.site().contig();
        byte[] called = imputed.phasedHaplotypes();
        if (where.typed()) typedSwitches.add(contig, truth.ofSamples(), truth.haplotypes(), called);
        if (where.maf() >= MafBins.RARE) {
            commonSwitches.add(contig, truth.ofSamples(), truth.haplotypes(), called);
        }
    }

    /** At typed sites that are biallelic. */
    SwitchErrors typedSwitches() {
        return typedSwitches;
    }

    /** At common sites that are biallelic, typed or not. */
    SwitchErrors commonSwitches() {
        return commonSwitches;
    }

    /** How well the site that was added last was imputed. */
    SiteAccuracy site() {
        return site;
    }

    CallRule rule() {
        return rule;
    }

    MafStratifiedScores typed() {
        return typed;
    }

    MafStratifiedScores untyped(SiteClass siteClass) {
        return untyped.get(siteClass);
    }

    /** All classes together. */
    MafStratifiedScores untyped() {
        MafStratifiedScores all = new MafStratifiedScores(samples, rule);
        untyped.values().forEach(all::merge);
        return all;
    }

    ClaimedR2 claimedR2() {
        return claimedR2;
    }

    /** Claims that at least one site made. */
    Map<Claim, ClaimCheck> checks() {
        Map<Claim, ClaimCheck> found = new EnumMap<>(Claim.class);
        checks.forEach((claim, sum) -> {
            if (sum.result().sites() > 0) found.put(claim, sum.result());
        });
        return found;
    }

    int present() {
        return present;
    }

    int absent() {
        return absent;
    }
}
