using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>One request for a page, as all its parts need to know it: who looks, in which language, and how large.</summary>
public sealed class Visit
{
    private Visit(HttpContext context)
    {
        Texts = Catalogue.In(Preferences.Language(context.Request));
        Formats = new(Texts);
        IsLarge = Preferences.IsLarge(context.Request);
        Theme = Preferences.Theme(context.Request);
        Path = context.Request.Path;
    }

    public Catalogue Texts { get; }

    public Formats Formats { get; }

    /// <summary>Whether letters are larger than usual.</summary>
    public bool IsLarge { get; }

    /// <summary><c>light</c>, <c>dark</c>, or null for what the device says.</summary>
    public string? Theme { get; }

    /// <summary>The page's own address, without what stands behind <c>?</c>.</summary>
    public string Path { get; }

    /// <summary>The staff account that is signed in; null for anybody else.</summary>
    public StaffAccount? Account { get; internal set; }

    /// <summary>A text of the round's, in the reader's language where there is one.</summary>
    public string In(LocalText? text) => text?.In(Texts.Language) ?? "";

    public static Visit Of(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(Visit), out var known))
            return (Visit)known!;
        var visit = new Visit(context);
        context.Items[typeof(Visit)] = visit;
        return visit;
    }
}
