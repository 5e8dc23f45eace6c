namespace Evaluation.Rules.Checking.Forms;

/// <summary>Checks what tells units with equal totals apart, and the precedence of the units (F17).</summary>
internal static class TieCheck
{
    public static void Check(CheckScope scope)
    {
        var (ties, units) = (scope.Rules.Ties ?? [], scope.Rules.Units);
        for (var index = 0; index < ties.Count; index++)
            if (ties.Take(index).Contains(ties[index]))
                scope.Report($"/ties/{index}", "is named before; each of them can decide once");
        if (!scope.IsSound("/ties"))
            return;
        var isUsed = ties.Contains(TieBreaker.Precedence);
        for (var index = 0; index < units.Count && !scope.IsFull; index++)
        {
            var pointer = $"/units/{index}/precedence";
            switch (units[index].Precedence)
            {
                case null when isUsed: scope.Report(pointer, "is missing: ties name precedence, so every unit needs one"); break;
                case { } when !isUsed: scope.Report(pointer, "has no effect: name \"precedence\" in ties, or leave it out"); break;
                case { } place: scope.Range(pointer, place, 1, RoundCheck.Million); break;
                default: break;
            }
        }
    }
}
