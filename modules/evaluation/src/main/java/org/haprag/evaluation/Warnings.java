package org.haprag.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.haprag.evaluation.input.InputFiles;
import org.haprag.evaluation.input.Positions;

/** What in a comparison should make the reader careful. */
final class Warnings {
    private Warnings() {}

    static List<String> of(InputFiles files, List<MethodSummary> methods, EvaluationResult.SiteCounts sites) {
        List<String> list = new ArrayList<>();
        int leaked = files.panelSamplesScored();
        if (leaked > 0) {
            list.add(leaked
                    + " of the scored samples are in the panel: MAF, and perhaps the imputation, knew the truth");
        }
        int leftOut = files.samples().leftOut().size();
        if (leftOut > 0) list.add(leftOut + " samples of the truth are not in every imputed file and were left out");
        for (Positions<?> file : files.all()) {
            file.flaws().forEach((flaw, n) -> list.add(file.name() + ": " + n + " records left out: " + flaw.reason()));
        }
        for (int f = 0; f < files.imputed().size(); f++) {
            int unread = files.unread(f);
            if (unread == 0) continue;
            list.add(unread + " parts of " + files.imputed().get(f).name()
                    + " have no sample of the truth and were not read");
        }
        for (MethodSummary m : methods) {
            if (m.absent() > 0) {
                list.add(m.name() + " lacks " + m.absent() + " of " + (m.absent() + m.present())
                        + " scored sites: they count as dosage 0");
            }
            if (m.missingDosages() > 0) {
                list.add(m.name() + " has " + m.missingDosages() + " missing dosages: they count as dosage 0");
            }
        }
        if (sites.typedFrom().equals("none")) {
            list.add("no list of typed sites was given and no file flags them: every site counts as untyped");
        }
        return list;
    }
}
