using System.Text.Encodings.Web;
using System.Text.Unicode;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Gateway.Pages.Administrator.Overview;
using Evaluation.Gateway.Pages.Administrator.Panels;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Inspection;
using Evaluation.Gateway.Pages.Public;
using Evaluation.Gateway.Pages.Public.Complaints;
using Evaluation.Gateway.Pages.Public.Results.Card;
using Evaluation.Gateway.Pages.Public.Turnout;
using Evaluation.Gateway.Pages.Reviewer;
using Evaluation.Gateway.Pages.Reviewer.Bulk;
using Evaluation.Gateway.Pages.Reviewer.Complaints;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.UnitStaff;
using Evaluation.Gateway.Pages.UnitStaff.Archive;
using Evaluation.Gateway.Pages.UnitStaff.Objecting;
using Evaluation.Gateway.Pages.Voter;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.ResponseCompression;

namespace Evaluation.Gateway.Pages;

internal static class PageServices
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Writes Chinese characters as they are, not as numeric references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<SiteAssets>();
        services.AddSingleton(provider => new SiteHeaders(provider.GetRequiredService<SiteSettings>(), PagePolicy.Of(provider.GetRequiredService<SiteAssets>())));
        services.AddSingleton<ReturnAddresses>();
        services.AddSingleton<UnitCardReader>();
        services.AddSingleton<PublicRounds>();
        services.AddSingleton<PreviousTurnout>();
        services.AddSingleton<ComplaintUnits>();
        services.AddSingleton<VotePages>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<UnitDesk>();
        services.AddSingleton<ArchiveDesk>();
        services.AddSingleton<ObjectingDesk>();
        services.AddSingleton<InspectionDesk>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<PanelDesk>();
        services.AddSingleton<Acceptance>();
        services.AddSingleton<BulkDesk>();
        services.AddSingleton<ComplaintDesk>();
        services.AddSingleton<NeedsReader>();
        services.AddSingleton(new RefusalPages(PageRefusals.Unanswered));
        // The host chooses where the keys of cookies and form tokens are stored.
        services.AddDataProtection(protection => protection.ApplicationDiscriminator = "evaluation");
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Path = "/";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.FormFieldName = FormTokens.Field;
            forms.HeaderName = FormTokens.Header;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<SiteSettings>((forms, site) =>
            (forms.Cookie.Name, forms.Cookie.SecurePolicy) = (SiteCookies.Name(FormTokens.Cookie, site), SiteCookies.Security(site)));
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, SessionTokens>();
        // Compression cannot reveal a secret here: a page repeats only its reader's own input, and form tokens differ in each answer.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal);
    }
}
