using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>What all parts of a page need of its request: the account, the language, the size of text and the colours.</summary>
public sealed class PageRequest
{
    private PageRequest(HttpContext context)
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

    /// <summary>Whether the account must first choose a password of its own. It need not when it signed in without one.</summary>
    public bool MustChangePassword => Account is { MustChangePassword: true } && !IsByProvider;

    /// <summary>Whether the identity provider has signed the account in.</summary>
    public bool IsByProvider { get; internal set; }

    /// <summary>A text of the round's, in the reader's language where there is one.</summary>
    public string In(LocalText? text) => text?.In(Texts.Language) ?? "";

    public static PageRequest Of(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(PageRequest), out var known))
            return (PageRequest)known!;
        var request = new PageRequest(context);
        context.Items[typeof(PageRequest)] = request;
        return request;
    }
}
