using Evaluation.Gateway.Pages.Texts;
using Microsoft.AspNetCore.Components;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>Base of every page and part of a page: the request, its texts and its formats of dates and numbers.</summary>
public abstract class PagePart : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected PageRequest Request => PageRequest.Of(Http);

    protected Catalogue T => Request.Texts;

    protected Formats F => Request.Formats;
}
