package org.haprag.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.evaluation.input.Claim;
import org.haprag.metrics.CallRule;
import org.haprag.metrics.ClaimedR2;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.ReliabilityBin;
import org.haprag.metrics.SwitchErrors;

/** One method: what it is, what was read of it and what it claims. Scores are in {@link EvaluationResult}. */
public final class MethodSummary {
    private final String name;
    private final Optional<ImputedFile> file;
    private final String dosageSource;
    private final String posteriorSource;
    private final long missing;
    private final MethodTally tally;
    private final MafStratifiedScores untyped;

    MethodSummary(
            String name,
            Optional<ImputedFile> file,
            String dosageSource,
            String posteriorSource,
            long missing,
            MethodTally tally) {
        this.name = name;
        this.file = file;
        this.dosageSource = dosageSource;
        this.posteriorSource = posteriorSource;
        this.missing = missing;
        this.tally = tally;
        this.untyped = tally.untyped();
    }

    public String name() {
        return name;
    }

    /** Empty for a baseline. */
    public Optional<ImputedFile> file() {
        return file;
    }

    /** FORMAT fields that dosages come from, such as {@code DS}; {@code panel} for a baseline. */
    public String dosageSource() {
        return dosageSource;
    }

    /** FORMAT fields that posteriors come from, empty if none. */
    public String posteriorSource() {
        return posteriorSource;
    }

    /** How its genotypes are called. */
    public CallRule callRule() {
        return tally.rule();
    }

    /** Scored sites that it has. */
    public int present() {
        return tally.present();
    }

    /** Scored sites that it lacks; they count as dosage 0. */
    public int absent() {
        return tally.absent();
    }

    /** Dosages that were missing in records that are there; they count as dosage 0 too. */
    public long missingDosages() {
        return missing;
    }

    /** All untyped sites, for scores of single samples. */
    public MafStratifiedScores untyped() {
        return untyped;
    }

    /** Of the phase of GT at the sites of {@link EvaluationResult#phaseSites}, by sample. */
    public SwitchErrors switchErrors(PhaseSites sites) {
        return sites == PhaseSites.TYPED ? tally.typedSwitches() : tally.commonSwitches();
    }

    MethodTally tally() {
        return tally;
    }

    /** The reliability curve at untyped sites. */
    public List<ReliabilityBin> reliability(MafStratum stratum) {
        return untyped.reliability(stratum);
    }

    /** Claimed against true R2 at untyped sites. */
    public ClaimedR2 claimedR2() {
        return tally.claimedR2();
    }

    /** INFO against FORMAT, for the claims that the file makes; ordered. */
    public Map<Claim, ClaimCheck> claimChecks() {
        Map<Claim, ClaimCheck> checks = new EnumMap<>(Claim.class);
        checks.putAll(tally.checks());
        return checks;
    }
}
