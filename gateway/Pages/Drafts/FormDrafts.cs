using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Pages.Drafts;

/// <summary>
/// Reads and saves the draft of a page's form for the signed-in account. A form works without drafts when their store does not answer.
/// </summary>
internal sealed class FormDrafts(DraftUseCases drafts)
{
    /// <summary>For a form that is opened: shows the draft if the reader asks for it, and offers it otherwise.</summary>
    public async ValueTask<DraftView> OpenAsync(HttpContext context, FormName form, int? current, bool isUsed)
    {
        var found = await drafts.FindAsync(context.CallerName, form, context.RequestAborted);
        if (found.IsRefused(out _) || found.Answer is not { } draft)
            return new(form, 0, current, current);
        return isUsed
            ? new(form, draft.Version, draft.BasedOn ?? current, current) { Shown = draft }
            : new(form, 0, current, current) { Offered = draft };
    }

    /// <summary>
    /// For a form that is shown again as it was typed: saves it as the draft. If another device has saved meanwhile, that draft is offered
    /// and stays.
    /// </summary>
    /// <param name="replaces">Whether to replace the other device's draft.</param>
    public async ValueTask<DraftView> KeepAsync(HttpContext context, FormName form, IFormCollection sent, int? current, bool replaces = false)
    {
        var typed = sent.Typed();
        var saved = await drafts.SaveAsync(
            context.CallerName, form, replaces ? typed with { Version = null } : typed, Device.Of(context.Request), context.RequestAborted);
        var view = new DraftView(form, typed.Version ?? 0, typed.BasedOn ?? current, current);
        if (!saved.IsRefused(out var refusal))
            return view with { Version = saved.Answer.Version };
        if (refusal.Code != RefusalCode.DraftReplaced)
            return view;
        var other = await drafts.FindAsync(context.CallerName, form, context.RequestAborted);
        return other.IsRefused(out _) || other.Answer is null ? view : view with { Offered = other.Answer, IsReplaced = true };
    }

    /// <summary>For a form that was sent.</summary>
    public ValueTask RemoveSentAsync(HttpContext context, FormName form, IFormCollection sent) =>
        drafts.RemoveSentAsync(context.CallerName, form, sent.Typed(), context.RequestAborted);

    /// <summary>For a draft that the reader does not want: the version that was offered goes, a newer one stays.</summary>
    public ValueTask<Outcome<Nothing>> DiscardAsync(HttpContext context, FormName form, IFormCollection sent) =>
        drafts.RemoveAsync(context.CallerName, form, sent.Typed().Version, context.RequestAborted);
}
