using Evaluation.Targets;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>A reply to a finding, or a report on a target, as it was typed.</summary>
/// <param name="State">The progress of a target; empty for a reply.</param>
/// <param name="Evidence">The numbers of the ticked evidence.</param>
public sealed record UnitEntry(string Text, string State, IReadOnlyList<string> Evidence)
{
    /// <param name="field">The name of the field of the text.</param>
    internal static UnitEntry Read(IFormCollection form, string field) => new(
        form[field].ToString().Trim().ReplaceLineEndings("\n"), form["state"].ToString(), [.. form["evidence"].OfType<string>().Where(id => id.Length > 0).Distinct()]);

    /// <summary>The word of the API.</summary>
    public static string Word(ProgressState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
