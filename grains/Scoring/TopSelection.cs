namespace Evaluation.Scoring;

/// <summary>Selects the best units of a ranking.</summary>
public static class TopSelection
{
    /// <summary>
    /// The codes of the <paramref name="top"/> best units, best first. Refused with <see cref="RefusalCode.TieAtBorder"/> when units with
    /// the same rank lie on both sides of the border and <paramref name="units"/> does not say which are taken, and with
    /// <see cref="RefusalCode.BadSelection"/> when it names others than those that can be taken, or when fewer units have a rank.
    /// </summary>
    /// <param name="ranked">Best first.</param>
    /// <param name="top">The number of units, at least 1.</param>
    /// <param name="units">The codes that are taken; null to leave it to the ranking.</param>
    public static Outcome<IReadOnlyList<string>> Of(IReadOnlyList<RankPlace> ranked, int top, IReadOnlyList<string>? units)
    {
        if (ranked.Count < top)
            return new Refusal(RefusalCode.BadSelection, $"Only {ranked.Count} units have a rank; {top} cannot be taken.", ("ranked", ranked.Count));
        var border = ranked[top - 1].Rank;
        string[] above = [.. ranked.Where(place => place.Rank < border).Select(place => place.Unit)];
        string[] tied = [.. ranked.Where(place => place.Rank == border).Select(place => place.Unit)];
        if (units is null)
        {
            return above.Length + tied.Length == top
                ? (string[])[.. above, .. tied]
                : new Refusal(
                    RefusalCode.TieAtBorder, $"{tied.Length} units share rank {border}, and {top - above.Length} of them can be taken. Name exactly {top} codes in units.",
                    ("units", tied), ("places", top - above.Length));
        }
        HashSet<string> named = [.. units];
        if (named.Count != top || units.Count != top || !named.IsSupersetOf(above) || named.Except(above).Except(tied).Any())
        {
            return new Refusal(
                RefusalCode.BadSelection, $"units names exactly {top} codes: every unit above rank {border}, and others of rank {border}.", ("above", above), ("units", tied),
                ("places", top - above.Length));
        }
        return ranked.Select(place => place.Unit).Where(named.Contains).ToArray();
    }
}
