# needs: python3
# version: python3 --version
# Two modules import each other; the one that needs the name for a hint only imports it under TYPE_CHECKING.
setup() {
  mkdir shop
  touch shop/__init__.py
  cat > shop/customers.py <<'PY'
from shop.orders import Order


class Customer:
    def orders(self):
        return [Order(self)]
PY
  cat > shop/orders.py <<'PY'
from shop.customers import Customer


class Order:
    def __init__(self, customer: Customer) -> None:
        self.customer = customer
PY
  printf 'from shop.customers import Customer\nprint(len(Customer().orders()))\n' > app.py
}
reproduce() { python3 app.py; }
fix() {
  cat > shop/orders.py <<'PY'
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.customers import Customer


class Order:
    def __init__(self, customer: Customer) -> None:
        self.customer = customer
PY
}
