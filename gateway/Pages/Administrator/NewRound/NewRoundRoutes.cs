using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.Rounds.Templates;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.NewRound;

/// <summary>Creates a round from a copy of the template, of an earlier round, or of a file.</summary>
internal static class NewRoundRoutes
{
    public static void MapNewRound(this IEndpointRouteBuilder manage)
    {
        manage.MapGet("/new", AskAsync).RequireRole(Role.Administrator);
        manage.MapPost("/new", MakeAsync).RequireRole(Role.Administrator).TakesForms(Limits.DefinitionBytes);
    }

    private static async Task<IResult> AskAsync(string? draft, HttpContext context, RoundUseCases rounds, FormDrafts drafts, CancellationToken cancel)
    {
        var opened = await drafts.OpenAsync(context, FormName.NewRound, current: null, isUsed: draft == "use");
        return await ShowAsync(rounds, context.CallerAccount, opened.Shown is { } shown ? NewRoundForm.Read(new FormCollection(shown.Sent().ToDictionary())) : new(), [], opened, cancel);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, IEngine engine, RoundUseCases rounds, FormDrafts drafts, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var act = form["act"].ToString();
        if (act == "discard-draft")
            return (await drafts.DiscardAsync(context, FormName.NewRound, form)).ToResult(_ => TypedResults.LocalRedirect("/manage/new"));
        var wanted = NewRoundForm.Read(form);
        if (act is not ("" or "make"))
            return await AgainAsync([], replaces: act == "keep");
        var definition = await DefinitionAsync(wanted.Source, form.Files.GetFile("file"), engine, cancel);
        if (definition.IsRefused(out var refusal))
            return await AgainAsync(refusal.Faults ?? [Said("", refusal, context)]);
        wanted.Fill(definition.Answer);
        var reading = RulesReader.Read(JsonElement.Parse(definition.Answer.ToJsonString()));
        var created = await rounds.CreateAsync(reading, key: null, context.CallerAccount, cancel);
        if (created.IsRefused(out refusal))
            return await AgainAsync(refusal.Faults ?? [Said("/id", refusal, context)]);
        await drafts.RemoveSentAsync(context, FormName.NewRound, form);
        return TypedResults.LocalRedirect($"/manage/rounds/{created.Answer.Id}/rules");

        // Shows the form as it was typed, which is then the draft.
        async Task<IResult> AgainAsync(IReadOnlyList<Fault> faults, bool replaces = false) =>
            await ShowAsync(rounds, context.CallerAccount, wanted, faults, await drafts.KeepAsync(context, FormName.NewRound, form, current: null, replaces), cancel);
    }

    /// <summary>A refusal without faults as a fault, in the reader's language also where its sentence has no translation.</summary>
    private static Fault Said(string pointer, Refusal refusal, HttpContext context) =>
        new(pointer, DomainTexts.KnowsFault(refusal.Detail) ? refusal.Detail : PageRequest.Of(context).Texts.Explain(refusal));

    private static async ValueTask<Outcome<JsonObject>> DefinitionAsync(string source, IFormFile? file, IEngine engine, CancellationToken cancel)
    {
        if (NewRoundForm.TemplateOf(source) is { } code && RoundTemplates.Open(code) is { } template)
        {
            await using var copied = template;
            return (await JsonNode.ParseAsync(copied, cancellationToken: cancel))!.AsObject();
        }
        if (source.StartsWith("round:", StringComparison.Ordinal))
        {
            var rules = await engine.SendAsync(RoundGrain.Ref(source["round:".Length..]), new ViewRules());
            return rules.IsRefused(out var refusal) ? refusal : JsonNode.Parse(RulesJson.Write(rules.Answer))!.AsObject();
        }
        if (file is not { Length: > 0 })
            return new Refusal(RefusalCode.BadRequest, "choose a file");
        await using var content = file.OpenReadStream();
        var bytes = new byte[file.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        return DefinitionFile.Read(bytes);
    }

    private static async Task<IResult> ShowAsync(
        RoundUseCases rounds, StaffAccount caller, NewRoundForm form, IReadOnlyList<Fault> faults, DraftView draft, CancellationToken cancel)
    {
        var list = await rounds.ListAsync(caller, cancel);
        return list.ToResult(views => PageResults.Show<NewRoundPage>(
            new { Rounds = views, Form = form, Draft = draft, Faults = faults },
            faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest));
    }
}

/// <summary>The form of a new round: the definition to copy, and the round's own id and title.</summary>
/// <param name="Source"><c>template:</c> and a template's code, <c>round:</c> and a round's id, or <c>file</c>.</param>
/// <param name="From">The first day of the period; blank with a blank last day for a round without a period.</param>
/// <param name="To">The last day of the period.</param>
public sealed record NewRoundForm(string Source = "template", string Id = "", string Zh = "", string En = "", string From = "", string To = "")
{
    private const string OfTemplate = "template";

    /// <summary>The code of the template that is chosen; null for another source.</summary>
    public string? Template => TemplateOf(Source);

    /// <summary>The code of the template that a source names; the first one where it names none.</summary>
    internal static string? TemplateOf(string source) =>
        source == OfTemplate ? RoundTemplates.All[0].Code : source.StartsWith(OfTemplate + ":", StringComparison.Ordinal) ? source[(OfTemplate.Length + 1)..] : null;

    internal static NewRoundForm Read(IFormCollection form) =>
        new(form["source"].ToString(), form["id"].ToString().Trim(), form["zh"].ToString().Trim(), form["en"].ToString().Trim(), form["from"].ToString().Trim(),
            form["to"].ToString().Trim());

    /// <summary>
    /// Puts id, title and period into a definition. Those of a template or of another round are never taken over: a new round is not last
    /// year's. In a file, a blank field leaves the definition's own.
    /// </summary>
    public void Fill(JsonObject definition)
    {
        var isFile = Source == "file";
        if (Id.Length > 0 || !isFile)
            definition["id"] = Id;
        if (Zh.Length + En.Length > 0 || !isFile)
            definition["title"] = Texts(("zh", Zh), ("en", En));
        if (From.Length + To.Length > 0)
            definition["period"] = Texts(("from", From), ("to", To));
        else if (!isFile)
            definition.Remove("period");
    }

    private static JsonObject Texts(params (string Name, string Text)[] texts) =>
        new([.. texts.Where(text => text.Text.Length > 0).Select(text => KeyValuePair.Create(text.Name, (JsonNode?)text.Text))]);
}
