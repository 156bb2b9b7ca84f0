"""All addresses, and those at which a lamp is asked for."""

from taminyar.cartable import flow
from taminyar.config import urls

urlpatterns = [*urls.urlpatterns, *flow.paths("lamp", "lamp-request", "lamp/request/")]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
