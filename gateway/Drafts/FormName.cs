namespace Evaluation.Gateway.Drafts;

/// <summary>
/// Names a form that has drafts: <c>new-round</c>, or <c>rules.</c> and a round's id. A dot is in no id, so no two forms share a name.
/// </summary>
public sealed record FormName
{
    private const string NewRoundKind = "new-round";
    private const string RulesKind = "rules";

    private FormName(string kind, string? round) => (Kind, Round) = (kind, round);

    /// <summary>The form that makes a round.</summary>
    public static FormName NewRound { get; } = new(NewRoundKind, null);

    public string Kind { get; }

    /// <summary>The round whose administrators use the form; null: those of all rounds.</summary>
    public string? Round { get; }

    /// <summary>The form with the rules of a round.</summary>
    public static FormName Rules(string round) => new(RulesKind, round);

    /// <summary>The form of this name; null when there is none.</summary>
    public static FormName? Parse(string text) => text.Split('.') switch
    {
        [NewRoundKind] => NewRound,
        [RulesKind, var round] when Slug.IsValid(round) => Rules(round),
        _ => null,
    };

    public override string ToString() => Round is null ? Kind : $"{Kind}.{Round}";
}
