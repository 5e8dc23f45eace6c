namespace Evaluation.Rules.Checking;

/// <summary>Checks the scale of the options' values (F20): the best option has its largest value, and no mark has more.</summary>
internal static class ScaleCheck
{
    private const string Pointer = "/optionMax";

    public static void Check(CheckScope scope)
    {
        if (scope.Rules.OptionMax is not { } largest)
            return;
        if (largest is <= 0 or > RoundCheck.Million)
        {
            scope.Report(Pointer, $"must be above 0 and at most {RoundCheck.Million}, but is {largest}");
            return;
        }
        var options = scope.Rules.Options;
        if (!scope.IsSound("/options", options.Count, "value"))
            return;
        if (options.Max(option => option.Value) is not { } best)
            scope.Report(Pointer, "must be left out: no option has a value");
        else if (best != largest)
            scope.Report(Pointer, $"must equal the largest value of an option, which is {best}, but is {largest}");
        if (scope.Rules.Policies.DontKnow.Value > largest)
            scope.Report("/policies/dontKnow", $"must have a value of at most {largest}, the optionMax, but has {scope.Rules.Policies.DontKnow.Value}");
    }
}
