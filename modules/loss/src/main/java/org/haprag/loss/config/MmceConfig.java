package org.haprag.loss.config;

import java.util.Map;
import org.haprag.loss.criterion.CrossEntropy;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.loss.criterion.Mmce;

/**
 * Cross-entropy + calibrationWeight x {@link Mmce}.
 *
 * @param calibrationWeight &gt; 0
 * @param calibration with {@code kernelWidth} and {@code maxSites}
 */
public record MmceConfig(double calibrationWeight, Mmce calibration) implements CriterionConfig {
    static final String KIND = "mmce";

    private static final Range SITES = Range.atLeast(2);

    public MmceConfig {
        Range.POSITIVE.require("calibrationWeight", calibrationWeight);
    }

    /** The authors' kernel, over at most 1024 sites of a batch. */
    public static MmceConfig defaults() {
        return new MmceConfig(1, new Mmce(.4, 1024));
    }

    static MmceConfig read(Section in) {
        MmceConfig d = defaults();
        return new MmceConfig(
                in.number("calibrationWeight", d.calibrationWeight, Range.POSITIVE),
                new Mmce(
                        in.number("kernelWidth", d.calibration.width(), Range.POSITIVE),
                        in.whole("maxSites", d.calibration.maxSites(), SITES)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND)
                .with("calibrationWeight", calibrationWeight)
                .with("kernelWidth", calibration.width())
                .with("maxSites", calibration.maxSites())
                .all();
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Both(new CrossEntropy(), 1, calibration, calibrationWeight);
    }
}
