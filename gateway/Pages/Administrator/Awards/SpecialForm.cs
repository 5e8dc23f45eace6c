using System.Globalization;
using Evaluation.Gateway.Awards;
using Evaluation.Gateway.Pages.Shared;

namespace Evaluation.Gateway.Pages.Administrator.Awards;

/// <summary>The proposal of a single prize in a form, as it was typed.</summary>
public sealed record SpecialForm(string Code = "", string Zh = "", string En = "", string Unit = "", string Reason = "")
{
    internal static SpecialForm Read(IFormCollection form) =>
        new(form["code"].ToString().Trim(), form["zh"].ToString().Trim(), form["en"].ToString().Trim(), form["unit"].ToString().Trim(), form["reason"].ToString().Trim().ReplaceLineEndings("\n"));

    /// <summary>Read as the API reads a body. A prize without a code gets one that no prize of the round has.</summary>
    public Outcome<NewSpecialAward> ToSpecial(RoundAwards standing) => FormBody.Read(NewSpecialAward.Read, RefusalCode.BadRequest, new()
    {
        ["code"] = Code.Length > 0 ? Code : Enumerable.Range(1, standing.Special.Count + 1).Select(number => string.Create(CultureInfo.InvariantCulture, $"special-{number}")).First(code => standing.Special.All(known => known.Code != code)),
        ["label"] = AwardForm.Label(Zh, En),
        ["unit"] = Unit,
        ["reason"] = Reason,
    });
}
