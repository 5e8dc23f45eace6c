using Evaluation.Gateway.Honours;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;

namespace Evaluation.Gateway.Pages.Administrator.Honours;

/// <summary>A title in a form, as it was typed.</summary>
public sealed record TitleForm(string Code = "", string Zh = "", string En = "", string Level = "", string TermMonths = "", string ReexaminationMonths = "")
{
    internal static TitleForm Read(IFormCollection form) => new(
        Typed.Text(form, "code"), Typed.Text(form, "zh"), Typed.Text(form, "en"), Typed.Text(form, "level"), Typed.Text(form, "termMonths"), Typed.Text(form, "reexaminationMonths"));

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<NewTitle> ToTitle() => FormBody.Read(NewTitle.Read, RefusalCode.BadRequest, new()
    {
        ["label"] = new[] { ("zh", Zh), ("en", En) }.Where(text => text.Item2.Length > 0).ToDictionary(text => text.Item1, text => text.Item2),
        ["level"] = Level,
        ["termMonths"] = FormNumber.OrText(TermMonths),
        ["reexaminationMonths"] = FormNumber.OrText(ReexaminationMonths),
    });
}

/// <summary>The conferment of a title in a form, as it was typed.</summary>
public sealed record HonourForm(string Title = "", string Unit = "", string From = "", string Document = "", string Round = "")
{
    internal static HonourForm Read(IFormCollection form) =>
        new(Typed.Text(form, "title"), Typed.Text(form, "unit"), Typed.Text(form, "from"), Typed.Text(form, "document"), Typed.Text(form, "round"));

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<NewHonour> ToHonour() => FormBody.Read(NewHonour.Read, RefusalCode.BadRequest, new()
    {
        ["title"] = Title,
        ["unit"] = Unit,
        ["from"] = From,
        ["document"] = Document,
        ["round"] = Round,
    });
}

/// <summary>The renewal of an honour in a form, as it was typed.</summary>
public sealed record RenewalForm(string From = "", string Unit = "", string Document = "", string Round = "")
{
    internal static RenewalForm Read(IFormCollection form) => new(Typed.Text(form, "from"), Typed.Text(form, "unit"), Typed.Text(form, "document"), Typed.Text(form, "round"));

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<Renewal> ToRenewal() => FormBody.Read(Renewal.Read, RefusalCode.BadRequest, new() { ["from"] = From, ["unit"] = Unit, ["document"] = Document, ["round"] = Round });
}

/// <summary>The withdrawal of an honour in a form, as it was typed.</summary>
public sealed record WithdrawalForm(string Grounds = "", string On = "")
{
    internal static WithdrawalForm Read(IFormCollection form) => new(Typed.Text(form, "grounds").ReplaceLineEndings("\n"), Typed.Text(form, "on"));

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<NewWithdrawal> ToWithdrawal() => FormBody.Read(NewWithdrawal.Read, RefusalCode.BadRequest, new() { ["grounds"] = Grounds, ["on"] = On });
}

/// <summary>Reads fields of these forms.</summary>
internal static class Typed
{
    public static string Text(IFormCollection form, string name) => form[name].ToString().Trim();
}
