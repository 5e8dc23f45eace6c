using System.Globalization;
using Evaluation.Awards;
using Evaluation.Gateway.Awards;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;

namespace Evaluation.Gateway.Pages.Administrator.Awards;

/// <summary>The list of awards in a form, as it was typed.</summary>
/// <param name="Decided">Units that are chosen from a tie, each as <c>tier unit</c>.</param>
/// <param name="Why">The reason of these choices.</param>
public sealed record AwardForm(IReadOnlyList<TierRow> Tiers, string Scope, string Version, string Reason, IReadOnlyList<string> Decided, string Why)
{
    public static AwardForm Of(RoundAwards standing, int newest) => new(
        standing.Tiers.Count > 0
            ? [.. standing.Tiers.Select(tier => new TierRow(tier.Code, tier.Label.Zh ?? "", tier.Label.En ?? "", tier.Count.ToString(CultureInfo.InvariantCulture)))]
            : [new("first", "一等奖", "First prize", ""), new("second", "二等奖", "Second prize", ""), new("third", "三等奖", "Third prize", "")],
        standing.Scope is AwardScope.Class ? "class" : "round", newest.ToString(CultureInfo.InvariantCulture), "", [], "");

    internal static AwardForm Read(IFormCollection form)
    {
        return new(
            [.. Enumerable.Range(0, Math.Min(form["tier"].Count, Limits.AwardTiers)).Select(row => new TierRow(At("tier", row), At("tierZh", row), At("tierEn", row), At("places", row)))],
            form["scope"].ToString(), form["version"].ToString().Trim(), Lines("reason"), [.. form["decided"].OfType<string>()], Lines("why"));

        string Lines(string field) => form[field].ToString().Trim().ReplaceLineEndings("\n");

        string At(string field, int row) => form[field].ElementAtOrDefault(row)?.Trim() ?? "";
    }

    /// <summary>Adds an empty tier, or leaves out the tiers without a name.</summary>
    public AwardForm Change(string act) => act == "add" ? this with { Tiers = [.. Tiers, new("", "", "", "")] } : this;

    /// <summary>Without empty tiers; a tier without a code gets one. Faults of a tier are at its index then.</summary>
    public AwardForm Numbered() => this with
    {
        Tiers = [.. Tiers.Where(tier => !tier.IsEmpty).Select((tier, index) => tier.Code.Length > 0 ? tier : tier with { Code = string.Create(CultureInfo.InvariantCulture, $"tier-{index + 1}") })],
    };

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<NewAwards> ToAwards() => FormBody.Read(NewAwards.Read, RefusalCode.BadRequest, new()
    {
        ["tiers"] = Tiers.Select(tier => new Dictionary<string, object>
        {
            ["code"] = tier.Code,
            ["label"] = Label(tier.Zh, tier.En),
            ["count"] = FormNumber.OrText(tier.Places),
        }).ToArray(),
        ["scope"] = Scope,
        ["version"] = FormNumber.OrText(Version),
        ["reason"] = Reason,
        ["decisions"] = Decided.Count == 0 ? null : Decided.Select(choice => choice.Split(' ')).Where(choice => choice.Length == 2)
            .Select(choice => new Dictionary<string, object> { ["unit"] = choice[1], ["tier"] = choice[0], ["reason"] = Why }).ToArray(),
    });

    internal static Dictionary<string, string> Label(string zh, string en) =>
        new[] { ("zh", zh), ("en", en) }.Where(text => text.Item2.Length > 0).ToDictionary(text => text.Item1, text => text.Item2);
}

/// <summary>One tier as typed.</summary>
public sealed record TierRow(string Code, string Zh, string En, string Places)
{
    /// <summary>Whether the tier has no places, so that it is left out.</summary>
    public bool IsEmpty => Places.Length == 0 && (Zh.Length + En.Length == 0 || Code.Length > 0);
}
