using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Http;

/// <summary>Every HTTP function as an endpoint.</summary>
internal static class HttpFunctions
{
    public static void MapHttpFunctions(this WebApplication app, IEnumerable<FunctionMethod> functions, string routePrefix)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Function");
        app.UseRouting();
        app.Use(AnswerWrongMethodAsUnknownRoute);
        foreach (var function in functions)
        {
            var http = new HttpFunction(function, routePrefix, app.Services, logger);
            app.Map(http.Route, http.InvokeAsync)
                .WithMetadata(new HttpMethodMetadata(http.Methods))
                .WithDisplayName(function.Name);
        }
    }

    /// <summary>The Functions host answers 404 where ASP.NET Core's routing would put its own 405 endpoint.</summary>
    private static Task AnswerWrongMethodAsUnknownRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is null or RouteEndpoint)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
