using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Http;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class FunctionMethodTests
{
    [Theory]
    [InlineData(nameof(Broken.NoTrigger), "Function NoTrigger has no trigger.")]
    [InlineData(nameof(Broken.Service), "Function Service: the worker cannot bind 'services', which is neither the request, the durable client, a CancellationToken, nor in the route.")]
    [InlineData(nameof(Broken.Client), "Function Client: the worker cannot bind 'client', which is neither the request, the durable client, a CancellationToken, nor in the route.")]
    [InlineData(nameof(Broken.NoResult), "Function NoResult returns no IResult.")]
    public void A_function_that_the_worker_would_not_run_does_not_run_here(string method, string message) =>
        Assert.Equal(message, Assert.Throws<LocalHostException>(() => Read(method)).Message);

    private static HttpFunction Read(string name)
    {
        var method = typeof(Broken).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        using var services = new ServiceCollection().BuildServiceProvider();
        return new HttpFunction(new FunctionMethod(method, new FunctionAttribute(name)), "api", services, NullLogger.Instance);
    }

    private static class Broken
    {
        public static void NoTrigger(HttpRequest request) => _ = request;

        public static ContentHttpResult Service([HttpTrigger("get")] HttpRequest request, IServiceProvider services) =>
            TypedResults.Text($"{request.Path} {services}");

        public static ContentHttpResult Client([HttpTrigger("get")] HttpRequest request, DurableTaskClient client) =>
            TypedResults.Text($"{request.Path} {client}");

        public static Task<string> NoResult([HttpTrigger("get")] HttpRequest request) => Task.FromResult($"{request.Path}");
    }
}
