using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>How large a route's form may be, where it is larger than the usual; for staff who have signed in only.</summary>
/// <param name="Bytes">Of the whole body.</param>
internal sealed record FormLimit(int Bytes)
{
    /// <summary>The same limit, or a lower one.</summary>
    public FormLimit AtMost(int bytes) => new(Math.Min(Bytes, bytes));

    /// <summary>Reads the form without keeping it. A browser shows an answer only after it has sent everything.</summary>
    public Task DrainAsync(HttpContext context)
    {
        RaiseSize(context);
        return context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
    }

    /// <summary>Lets the request's form be that large. Has to be called before the form is read.</summary>
    public void Raise(HttpContext context)
    {
        RaiseSize(context);
        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new()
        {
            ValueCountLimit = Limits.DraftFields,
            ValueLengthLimit = Bytes,
            MultipartBodyLengthLimit = Bytes,
        }));
    }

    private void RaiseSize(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Bytes;
    }
}

internal static class FormLimits
{
    extension(RouteHandlerBuilder route)
    {
        public RouteHandlerBuilder TakesForms(int bytes) => route.WithMetadata(new FormLimit(bytes));
    }
}
