package org.haprag.imputation;

import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.FlawedRecords;
import org.haprag.io.PanelReading;
import org.haprag.io.TargetReading;

/**
 * Panel, targets and map of a {@link Stretch}. Of a region the sites around it are here too, as context.
 *
 * @param stretch what was read
 * @param panel the reference
 * @param reading the targets as their file has them; at least one site
 * @param flawed records of the targets' file that cannot be used
 * @param siteCm position of every panel site in cM
 * @param fromSite the first panel site to write
 * @param toSite after the last one
 * @param several whether there are other stretches
 */
record ImputeInputs(
        Stretch stretch,
        PanelReading panel,
        TargetReading reading,
        FlawedRecords flawed,
        double[] siteCm,
        int fromSite,
        int toSite,
        boolean several) {
    /** The targets as their file has them. */
    TargetGenotypes targets() {
        return reading.targets();
    }

    /** Such as {@code 20}, or {@code X:2781480-155701382}. */
    String name() {
        return stretch.name(panel.panel().site(0).contig());
    }

    /** Where errors are: an option, and, of several stretches, which of them it is. */
    String where(String option) {
        return several ? option + ", " + name() : option;
    }
}
