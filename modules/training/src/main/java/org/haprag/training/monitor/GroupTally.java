package org.haprag.training.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums of loss and gradient by group of sites. */
public final class GroupTally {
    private final List<String> names;
    private final long[] sites;
    private final double[] loss;
    private final double[] gradient;

    /** @param names of the groups, in order */
    public GroupTally(List<String> names) {
        this.names = List.copyOf(names);
        sites = new long[names.size()];
        loss = new double[names.size()];
        gradient = new double[names.size()];
    }

    /** Adds a site to a group. */
    public void add(int group, double siteLoss, double siteGradient) {
        sites[group]++;
        loss[group] += siteLoss;
        gradient[group] += siteGradient;
    }

    /** The groups that have sites. */
    public List<GroupShare> shares() {
        double allSites = Arrays.stream(sites).sum();
        double allLoss = Arrays.stream(loss).sum();
        double allGradient = Arrays.stream(gradient).sum();
        List<GroupShare> shares = new ArrayList<>();
        for (int g = 0; g < sites.length; g++) {
            if (sites[g] == 0) continue;
            shares.add(new GroupShare(
                    names.get(g),
                    sites[g],
                    sites[g] / allSites,
                    allLoss == 0 ? Double.NaN : loss[g] / allLoss,
                    allGradient == 0 ? Double.NaN : gradient[g] / allGradient));
        }
        return shares;
    }
}
