using Evaluation.Gateway.Pages.Assets;

namespace Evaluation.Gateway.Pages;

/// <summary>The content security policy of pages.</summary>
internal static class PagePolicy
{
    /// <summary>
    /// Nothing from elsewhere, nothing inline but whole style sheets of our own, no frame around, and no text that becomes markup in a
    /// module.
    /// </summary>
    public static string Of(SiteAssets assets) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' {string.Join(' ', assets.InlineSources)}; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
}
