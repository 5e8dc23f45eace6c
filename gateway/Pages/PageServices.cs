using System.Text.Encodings.Web;
using System.Text.Unicode;
using Evaluation.Gateway.Drafts;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Voter;
using Microsoft.AspNetCore.ResponseCompression;

namespace Evaluation.Gateway.Pages;

internal static class PageServices
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese as it is, not as numbers.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<SiteAssets>();
        services.AddSingleton<VotePages>();
        services.AddSingleton<FormDrafts>();
        // Where the keys of cookies and form tokens are kept is the host's to say.
        services.AddDataProtection(protection => protection.ApplicationDiscriminator = "evaluation");
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.FormFieldName = "form-token";
            forms.HeaderName = DraftRoutes.TokenHeader;
        });
        // Pages hold no secret beside a reader's own words: form tokens are different each time.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal);
    }
}
