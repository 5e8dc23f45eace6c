using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>Refusals of the form that issues credentials, with the field that is at fault.</summary>
internal static class IssueFaults
{
    /// <summary>A number outside what can be issued now, with both bounds.</summary>
    public static Refusal Count(int most) => new(RefusalCode.BadRequest, $"The number is 1 to {most}.", ("faults", (Fault[])[AtCount(most)]));

    /// <summary>More spares than the form allows.</summary>
    public static Refusal Spares(int most) => new(RefusalCode.BadRequest, $"There are 0 to {most} spares.", ("faults", (Fault[])[new("/spares", $"must be from 0 to {most}")]));

    /// <summary>The refusal of an order with its fault at a field: the number that is left at the number, the unit at the units.</summary>
    /// <param name="left">How many the group can still get; null for none.</param>
    public static Refusal Placed(Refusal refusal, int? left) => refusal switch
    {
        { Code: RefusalCode.RollExceeded } when left is { } most => With(refusal, AtCount(most)),
        { Code: RefusalCode.NoSuchUnit } when Fact(refusal, "unit") is string unit => With(refusal, new Fault("/units", $"{PlainText.Quoted(unit)} is no unit of the round")),
        _ => refusal,
    };

    private static Fault AtCount(int most) => new("/count", $"must be from 1 to {most}");

    private static Refusal With(Refusal refusal, Fault fault) => refusal with { Facts = [.. refusal.Facts, ("faults", (Fault[])[fault])] };

    private static object? Fact(Refusal refusal, string name) => refusal.Facts.FirstOrDefault(fact => fact.Name == name).Value;
}
