using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Administrator;
using Evaluation.Gateway.Pages.Assets;
using Evaluation.Gateway.Pages.Drafts;
using Evaluation.Gateway.Pages.Inspection;
using Evaluation.Gateway.Pages.Operations;
using Evaluation.Gateway.Pages.Public;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Reviewer;
using Evaluation.Gateway.Pages.Reviewer.Bulk;
using Evaluation.Gateway.Pages.Reviewer.Entries;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Staff;
using Evaluation.Gateway.Pages.UnitStaff;
using Evaluation.Gateway.Pages.Voter;

namespace Evaluation.Gateway.Pages;

/// <summary>All pages, by audience. A further audience is one more line.</summary>
internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapAssets();
        app.MapRecountPage();
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapPreferences();
        var forms = pages.MapGroup("").WithMetadata(ChecksForms.It, PageRefusals.Instance).AddEndpointFilter<RouteGroupBuilder, PageFilter>();
        forms.MapGroup("").AddEndpointFilter<RouteGroupBuilder, HiddenDrafts>().MapPublicPages();
        forms.MapVoterPages();
        forms.MapSignIn();
        // Every form of a signed-in account goes through the sign-in page when its session has ended.
        var staff = forms.MapGroup("").WithMetadata(CarriesForm.Instance);
        staff.MapUnitPages();
        staff.MapInspectionPages();
        staff.MapReviewPages();
        staff.MapSupervisionPages();
        staff.MapEntryPages();
        staff.MapComplaintPages();
        staff.MapBulkActs();
        staff.MapAdministratorPages();
        staff.MapOperationsPages();
    }
}
