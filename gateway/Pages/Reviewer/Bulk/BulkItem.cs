namespace Evaluation.Gateway.Pages.Reviewer.Bulk;

/// <summary>A matter that is selected in a form: an adjustment, a finding or a complaint.</summary>
/// <param name="Unit">The code of the unit in the round.</param>
internal sealed record BulkItem(string Round, string Unit, string Id)
{
    /// <summary>The name of the fields.</summary>
    public const string Field = "item";

    public static string Of(string round, string unit, string id) => $"{round}/{unit}/{id}";

    /// <summary>Null for a text that no form of ours sends.</summary>
    public static BulkItem? Read(string? text) => text?.Split('/') is [var round, var unit, var id] ? new(round, unit, id) : null;
}
