using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the former codes of units: each is listed once per unit, and none is the code of a unit of this round.</summary>
internal static class FormerCodeCheck
{
    public static void Check(CheckScope scope)
    {
        var units = scope.Rules.Units;
        HashSet<string> current = [.. units.Select(unit => unit.Code)];
        for (var index = 0; index < units.Count; index++)
        {
            var codes = units[index].Formerly ?? [];
            for (var place = 0; place < codes.Count; place++)
                Check(scope, $"/units/{index}/formerly/{place}", codes[place], units[index].Code, current, isRepeated: codes.Take(place).Contains(codes[place]));
        }
    }

    private static void Check(CheckScope scope, string pointer, string code, string unit, HashSet<string> current, bool isRepeated)
    {
        scope.Code(pointer, code);
        if (isRepeated)
            scope.Report(pointer, $"{PlainText.Quoted(code)} is listed already");
        else if (code == unit)
            scope.Report(pointer, $"{PlainText.Quoted(code)} is the unit's own code; its earlier rounds are found by it anyway");
        else if (current.Contains(code))
            scope.Report(pointer, $"{PlainText.Quoted(code)} is a unit of this round; the code of a unit in this round cannot be a former code");
    }
}
